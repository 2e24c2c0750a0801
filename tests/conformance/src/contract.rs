//! The contract's file, and whether an exchange is one that it describes. Not: whether the answer is the right one for who asked.

use crate::Fault;
use crate::http::{Answer, Request};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// Our own contract.
pub const OPENAPI: &str = include_str!("../../contract/openapi.yaml");

/// A contract that was read.
pub struct Contract {
    operations: Vec<Operation>,
}

/// A method at a path.
pub struct Operation {
    /// In capitals.
    pub method: String,
    /// With its parameters in braces.
    pub path: String,
    /// Whether anybody may ask without a session.
    pub is_public: bool,
    body: Option<Schema>,
    answers: BTreeMap<String, Response>,
}

struct Response {
    headers: Vec<(String, bool, Schema)>,
    content: BTreeMap<String, Option<Schema>>,
}

type Schema = Arc<jsonschema::Validator>;

/// The document while it is read. Most answers share a few schemas, and compiling one takes its time.
struct File {
    whole: Value,
    compiled: HashMap<String, Schema>,
}

impl Contract {
    /// Ours, read once: compiling its schemas takes longer than most checks.
    pub fn ours() -> Result<Arc<Self>, Fault> {
        static OURS: OnceLock<Result<Arc<Contract>, Fault>> = OnceLock::new();
        OURS.get_or_init(|| Self::parse(OPENAPI).map(Arc::new)).clone()
    }

    /// Reads an OpenAPI 3.1 document.
    pub fn parse(yaml: &str) -> Result<Self, Fault> {
        let whole: Value = serde_yaml_ng::from_str(yaml).map_err(|why| Fault::Broken(format!("the contract's file: {why}")))?;
        let paths = whole["paths"].clone();
        let mut file = File { whole, compiled: HashMap::new() };
        let mut operations = Vec::new();
        for (path, item) in members(&paths) {
            for (method, operation) in members(item).filter(|(name, _)| *name != "parameters") {
                let method = method.to_uppercase();
                operations.push(Operation::read(&mut file, method, path, operation)?);
            }
        }
        Ok(Self { operations })
    }

    /// Every operation.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation that a request means.
    pub fn operation(&self, request: &Request) -> Option<&Operation> {
        let path = request.path.split(['?', '#']).next().unwrap_or_default();
        let method = if request.method == "HEAD" { "GET" } else { request.method.as_str() };
        self.operations.iter().find(|op| op.method == method && fits(&op.path, path))
    }

    /// What is wrong with an exchange below the API; empty: nothing.
    pub fn judge(&self, request: &Request, answer: &Answer) -> Vec<String> {
        let path = request.path.split(['?', '#']).next().unwrap_or_default();
        let mut wrong = match self.operation(request) {
            Some(operation) => operation.judge(request, answer),
            // Nobody described it, so there may be no other answer than that it is not there.
            None if matches!(answer.status, 400..=499) && !answer.problem().is_empty() => Vec::new(),
            None if request.method == "HEAD" && answer.status >= 400 => Vec::new(),
            None => vec![format!("an operation that the contract does not describe is answered with {}", answer.status)],
        };
        for line in &mut wrong {
            *line = format!("{} {path} -> {}: {line}", request.method, answer.status);
        }
        wrong
    }
}

impl Operation {
    fn read(file: &mut File, method: String, path: &str, operation: &Value) -> Result<Self, Fault> {
        let is_public = operation["security"].as_array().is_some_and(|ways| ways.is_empty() || ways.contains(&json!({})));
        let body = operation["requestBody"]["content"].get("application/json").map(|media| file.compile(&media["schema"])).transpose()?;
        let mut answers = BTreeMap::new();
        for (status, response) in members(&operation["responses"]) {
            let response = file.resolve(response);
            answers.insert(status.to_owned(), Response::read(file, &response)?);
        }
        Ok(Self { method, path: path.to_owned(), is_public, body, answers })
    }

    /// The statuses that are declared by their number.
    pub fn statuses(&self) -> impl Iterator<Item = u16> {
        self.answers.keys().filter_map(|status| status.parse().ok())
    }

    /// Whether it takes JSON.
    pub fn takes_json(&self) -> bool {
        self.body.is_some()
    }

    fn judge(&self, request: &Request, answer: &Answer) -> Vec<String> {
        let is_refusal = answer.status >= 400;
        let declared = self.answers.get(&answer.status.to_string());
        // `default` describes refusals only; a success must be named.
        let Some(response) = declared.or_else(|| self.answers.get("default").filter(|_| is_refusal)) else {
            return vec!["this status is not declared".into()];
        };
        let mut wrong = response.judge(answer, request.method == "HEAD");
        if let Some(schema) = self.body.as_ref().filter(|_| !is_refusal) {
            let sent = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
            wrong.extend(
                schema.iter_errors(&sent).map(|why| format!("a body that the contract refuses was taken: {}", why.instance_path())),
            );
        }
        if is_refusal && !answer.body.is_empty() && answer.json()["status"] != answer.status {
            wrong.push("the problem names another status".into());
        }
        wrong
    }
}

impl Response {
    fn read(file: &mut File, response: &Value) -> Result<Self, Fault> {
        let mut headers = Vec::new();
        for (name, header) in members(&response["headers"]) {
            let header = file.resolve(header);
            headers.push((name.to_lowercase(), header["required"] == true, file.compile(&header["schema"])?));
        }
        let mut content = BTreeMap::new();
        for (media, of) in members(&response["content"]) {
            let is_json = media.ends_with("json");
            content.insert(media.to_owned(), if is_json { Some(file.compile(&of["schema"])?) } else { None });
        }
        Ok(Self { headers, content })
    }

    fn judge(&self, answer: &Answer, is_head: bool) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, is_required, schema) in &self.headers {
            if *is_required && answer.header(name).is_none() {
                wrong.push(format!("the header {name} is missing"));
            }
            // A value is never quoted: it may be a secret.
            wrong.extend(
                answer.all(name).filter(|value| !schema.is_valid(&json!(value))).map(|_| format!("the header {name} is malformed")),
            );
        }
        match (self.content.get(answer.media_type()), is_head) {
            (_, true) if answer.body.is_empty() => {}
            (_, true) => wrong.push("HEAD is answered with a body".into()),
            (None, false) if self.content.is_empty() && answer.body.is_empty() => {}
            (None, false) => wrong.push(format!("the media type {:?} is not declared", answer.media_type())),
            (Some(None), false) => {}
            (Some(Some(schema)), false) => match serde_json::from_slice(&answer.body) {
                Ok(body) => wrong.extend(schema.iter_errors(&body).map(|why| format!("the body at '{}': {why}", why.instance_path()))),
                Err(_) => wrong.push("the body is no JSON".into()),
            },
        }
        wrong
    }
}

impl File {
    /// A schema together with the components that it may refer to.
    fn compile(&mut self, schema: &Value) -> Result<Schema, Fault> {
        let key = schema.to_string();
        if let Some(compiled) = self.compiled.get(&key) {
            return Ok(compiled.clone());
        }
        let mut whole = schema.as_object().cloned().unwrap_or_else(Map::new);
        whole.insert("components".into(), json!({"schemas": self.whole["components"]["schemas"]}));
        let built = jsonschema::options().should_validate_formats(true).build(&Value::Object(whole));
        let compiled = Arc::new(built.map_err(|why| Fault::Broken(format!("a schema of the contract: {why}")))?);
        self.compiled.insert(key, compiled.clone());
        Ok(compiled)
    }

    fn resolve(&self, value: &Value) -> Value {
        let target = value["$ref"].as_str().and_then(|path| path.strip_prefix('#')).and_then(|pointer| self.whole.pointer(pointer));
        target.unwrap_or(value).clone()
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || (wanted.starts_with('{') && !given.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(method: &str, path: &str, status: u16, headers: &[(&str, &str)], body: &str) -> Vec<String> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answer = Answer { status, headers, body: body.into() };
        let request = Request::new(method, path).json(&json!({"challenge_id": "c", "code": "x"}));
        Contract::parse(OPENAPI).unwrap().judge(&request, &answer)
    }

    const JSON: (&str, &str) = ("content-type", "application/json");
    const PROBLEM: (&str, &str) = ("content-type", "application/problem+json");

    #[test]
    fn a_person_with_a_member_too_many_is_found() {
        assert_eq!(judged("GET", "/delegates/a", 200, &[JSON], r#"{"id":"a","name":"Ada"}"#), [""; 0]);
        assert_eq!(judged("GET", "/delegates/a", 200, &[JSON], r#"{"id":"a","name":"Ada","phone_hash":"x"}"#).len(), 1);
        assert_eq!(judged("GET", "/delegates/a", 200, &[JSON], r#"{"id":"a","name":"Ada","phone":null}"#).len(), 1);
        assert_eq!(judged("GET", "/delegates?q=x", 200, &[JSON], r#"{"delegates":[{"id":"a"}],"found":1}"#).len(), 1);
    }

    #[test]
    fn statuses_types_and_headers_are_held_to_the_file() {
        let problem = r#"{"type":"/problems/not-found","title":"t","status":404,"request_id":"r"}"#;
        assert_eq!(judged("GET", "/delegates/a", 404, &[PROBLEM], problem), [""; 0]);
        assert_eq!(judged("GET", "/delegates/a", 403, &[PROBLEM], problem).len(), 1, "another status in the body");
        assert_eq!(judged("GET", "/delegates/a", 404, &[JSON], problem).len(), 1);
        assert_eq!(judged("GET", "/delegates/a", 204, &[], "").len(), 1, "a success that nobody declared");
        assert_eq!(judged("GET", "/nowhere", 200, &[JSON], "{}").len(), 1);
        assert_eq!(judged("POST", "/auth/logout", 204, &[], "").len(), 2, "no cookie is cleared, no site data either");
        assert_eq!(judged("GET", "/me", 401, &[PROBLEM], &problem.replace("404", "401")).len(), 1, "the kind is another");
    }

    #[test]
    fn what_the_contract_refuses_may_not_be_taken() {
        let cookie = [("set-cookie", "a=b; HttpOnly; SameSite=Strict")];
        assert_eq!(judged("POST", "/auth/step-up/finish", 204, &cookie, ""), [""; 0]);
        assert!(!judged("PUT", "/me/audiences", 200, &[JSON, ("etag", "\"1\"")], "{}").is_empty());
    }
}
