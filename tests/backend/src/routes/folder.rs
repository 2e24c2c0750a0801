//! A folder of a site: what is below it is answered as if it were the root, and nothing else is here. Not: the addresses that are written with the folder in
//! them (`Settings::base`).

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use plenary::domain::base::below;
use tower::ServiceExt;

/// For what is not in the folder: there is no such route, and it is said as of any other.
const NOWHERE: &str = "/api/";

/// Everything of `all`, in the folder `base`; empty: at the root.
pub(super) fn in_folder(base: String, all: Router) -> Router {
    if base.is_empty() {
        return all;
    }
    Router::new().fallback(async move |request: Request| match all.oneshot(moved(request, &base)).await {
        Ok(response) => response,
        Err(never) => match never {},
    })
}

fn moved(mut request: Request, base: &str) -> Request {
    let path = below(base, request.uri().path()).unwrap_or(NOWHERE);
    let whole = request.uri().query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = PathAndQuery::from_maybe_shared(whole).ok();
    *request.uri_mut() = Uri::from_parts(parts).unwrap_or_else(|_| Uri::from_static(NOWHERE));
    request
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn moved_to(uri: &str) -> String {
        let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
        moved(request, "/2027/app").uri().to_string()
    }

    #[test]
    fn what_is_below_the_folder_is_below_the_root_and_nothing_else_is_anywhere() {
        assert_eq!((moved_to("/2027/app/").as_str(), moved_to("/2027/app").as_str()), ("/", "/"));
        assert_eq!(moved_to("/2027/app/api/agenda?x=1"), "/api/agenda?x=1");
        assert_eq!(moved_to("http://host.example/2027/app/talks/x"), "http://host.example/talks/x");
        for elsewhere in ["/", "/api/me", "/2027/apple/api/me", "/2027/app2/", "/2026/app/api/me"] {
            assert_eq!(moved_to(elsewhere), NOWHERE, "{elsewhere}");
        }
    }
}
