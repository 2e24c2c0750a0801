//! `GET /me/access-log`, `GET /me/incidents`, `POST /reports/over-share`.

use super::delegates::encode;
use super::{Http, malformed};
use crate::api::Answer;
use crate::api::access::WhoSaw;
use crate::api::http::{Body, Question};
use crate::domain::access::{By, Record, RecordQuery};
use crate::domain::incident::OwnIncident;
use crate::domain::over_share::OverShare;
use crate::wire::access::{AccessLog, Incidents};
use crate::wire::over_share::Report;
use std::rc::Rc;

/// Over the session of whoever is signed in.
struct RestWhoSaw {
    http: Http,
}

pub(super) fn of(http: &Http) -> Rc<dyn WhoSaw> {
    Rc::new(RestWhoSaw { http: http.clone() })
}

/// The question of a report.
pub(super) fn report(http: &Http, report: &OverShare) -> Question {
    http.post("/reports/over-share", Body::json(&Report::from(report)))
}

fn path(query: &RecordQuery) -> String {
    let by = match query.by {
        By::Person => "person",
        By::Time => "time",
    };
    let mut path = format!("/me/access-log?by={by}");
    if let Some(field) = query.field {
        path.push_str("&field=");
        path.push_str(field.key());
    }
    if let Some(cursor) = &query.cursor {
        path.push_str("&cursor=");
        encode(cursor, &mut path);
    }
    path
}

impl WhoSaw for RestWhoSaw {
    fn record(&self, query: RecordQuery) -> Answer<Record> {
        let question = self.http.get(&path(&query));
        Box::pin(async move {
            let log: AccessLog = question.answer().await?;
            Record::try_from(log).map_err(malformed)
        })
    }

    fn record_csv(&self) -> Answer<String> {
        Box::pin(self.http.get("/me/access-log?as=csv").whole_text("text/csv"))
    }

    fn incidents(&self) -> Answer<Vec<OwnIncident>> {
        let question = self.http.get("/me/incidents");
        Box::pin(async move {
            let Incidents { incidents } = question.answer().await?;
            incidents.into_iter().map(OwnIncident::try_from).collect::<Result<_, _>>().map_err(malformed)
        })
    }

    fn report_over_share(&self, found: OverShare) -> Answer<()> {
        Box::pin(report(&self.http, &found).done())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::Field;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_query_is_one_address() {
        assert_eq!(path(&RecordQuery::default()), "/me/access-log?by=person");
        let query = RecordQuery { by: By::Time, field: Some(Field::JobTitle), cursor: Some("5&x=1".into()) };
        assert_eq!(path(&query), "/me/access-log?by=time&field=job_title&cursor=5%26x%3D1");
    }
}
