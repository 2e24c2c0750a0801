//! `GET /policy`, `GET /me/export`, `DELETE /me`, `/me/consents`, `POST /complaints`.

use super::{ApiError, Http, malformed};
use crate::api::Answer;
use crate::api::http::{Body, Credential};
use crate::api::rights::{Rights, Standing};
use crate::domain::policy::{Policy, PolicyMark};
use crate::domain::rights::{Consent, Filed, Form, Receipt};
use crate::wire::rights::{Agreement, Complain, Consents, Erase, FiledBody, PolicyBody, PolicyRef, ReceiptBody};
use std::rc::Rc;

/// Over the session of whoever is signed in.
struct RestRights {
    http: Http,
}

pub(super) fn of(http: &Http) -> Rc<dyn Rights> {
    Rc::new(RestRights { http: http.clone() })
}

pub(super) async fn policy(http: Http) -> Result<Policy, ApiError> {
    let sent: PolicyBody = http.get("/policy").public().answer().await?;
    Ok(sent.into())
}

fn standing(Consents { policy: PolicyRef { version, hash }, consents }: Consents) -> Result<Standing, ApiError> {
    let steps = consents.into_iter().map(Consent::try_from).collect::<Result<_, _>>().map_err(malformed)?;
    Ok(Standing { policy: PolicyMark { version, hash }, steps })
}

async fn agreed(http: Http, agreement: Agreement) -> Result<Standing, ApiError> {
    standing(http.post("/me/consents", Body::json(&agreement)).answer().await?)
}

impl Rights for RestRights {
    fn export(&self, form: Form) -> Answer<String> {
        let question = self.http.get(&format!("/me/export?as={}", form.key()));
        Box::pin(async move {
            match form {
                Form::Json => question.whole_json().await,
                // The page says by a name of its own what it is: a Wi-Fi that answers for the backend does not know it.
                Form::Page => question.whole_page("plenary-export").await,
            }
        })
    }

    fn erase(&self, confirm: String) -> Answer<Receipt> {
        let question = self.http.delete_with("/me", Body::json(&Erase { confirm }));
        let credential = self.http.credential().clone();
        Box::pin(async move {
            let receipt: ReceiptBody = question.answer().await?;
            if let Credential::Token(door) = credential {
                // Nobody is behind the tokens any more: no page asks the issuer by itself, and whoever comes next proves who they are.
                let _ = door.forget();
            }
            Ok(receipt.into())
        })
    }

    fn consents(&self) -> Answer<Standing> {
        let question = self.http.get("/me/consents");
        Box::pin(async move { standing(question.answer().await?) })
    }

    fn agree(&self, version: String) -> Answer<Standing> {
        Box::pin(agreed(self.http.clone(), Agreement { given: true, version: Some(version) }))
    }

    fn withdraw(&self) -> Answer<Standing> {
        Box::pin(agreed(self.http.clone(), Agreement { given: false, version: None }))
    }

    fn complain(&self, words: String) -> Answer<Filed> {
        let question = self.http.post("/complaints", Body::json(&Complain { text: words }));
        Box::pin(async move {
            let filed: FiledBody = question.answer().await?;
            Ok(filed.into())
        })
    }
}
