//! Schema 9: indexes by which everything of one person is found, in the order in which a copy tells it, without passing what is of others. Not: any
//! record.

pub(super) const STEP: &str = "
    CREATE INDEX challenge_of_delegate ON challenge (delegate);
    CREATE INDEX redeemed_of_delegate ON redeemed (delegate);
    CREATE INDEX ceremony_of_delegate ON ceremony (delegate);
    CREATE INDEX report_of_reporter ON report (reporter);
    CREATE INDEX report_of_reported ON report (reported);
    CREATE INDEX bulletin_mail_of_delegate ON bulletin_mail (delegate);
    CREATE INDEX access_source_of_viewer ON access_source (viewer);
    CREATE INDEX access_of_source ON access (source);
";
