//! Connections, blocks and reports, as rows. Not: when somebody may ask or give.

use super::{Sqlite, StoreFault, id};
use plenary::conference::connections::store::{Block, Connection as Tie, Connections, Gift, OpenCode, Report, Stage};
use plenary::conference::store::Digest;
use plenary::domain::connection::{GiftTerm, REPORT_LIMIT, ReportReason};
use plenary::domain::fields::Fields;
use plenary::domain::id::{ConnectionId, DelegateId};
use plenary::domain::text::Text;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

type TieRow = (String, String, String, i64, bool, Option<i64>);

fn tie_row(row: &Row<'_>) -> rusqlite::Result<TieRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn tie(connection: &Connection, (name, asker, asked, at, declined, living): TieRow) -> Result<Tie, StoreFault> {
    let stage = match (living, declined) {
        (Some(since), _) => Stage::Living(since),
        (None, true) => Stage::Declined,
        (None, false) => Stage::Asked,
    };
    let mut tie = Tie { id: id(T, &name)?, asker: id(T, &asker)?, asked: id(T, &asked)?, at, stage, from_asker: None, from_asked: None };
    let mut query = connection.prepare_cached("SELECT giver, fields, term, since, until, made_in FROM gift WHERE connection = ?1")?;
    let mut rows = query.query([&name])?;
    while let Some(row) = rows.next()? {
        let giver: DelegateId = id(G, &row.get::<_, String>(0)?)?;
        let term = GiftTerm::from_key(&row.get::<_, String>(2)?).ok_or(StoreFault::Damaged(G))?;
        let made_in = id(G, &row.get::<_, String>(5)?)?;
        let gift = Gift { fields: Fields::from_bits(row.get(1)?), term, since: row.get(3)?, until: row.get(4)?, made_in };
        *tie.gift_of_mut(&giver) = Some(gift);
    }
    Ok(tie)
}

const T: &str = "connection";
const G: &str = "gift";
const COLUMNS: &str = "id, asker, asked, at, declined, living";

fn remove(step: &Connection, ids: &[ConnectionId]) -> Result<u32, StoreFault> {
    let mut removed = 0;
    for id in ids {
        step.prepare_cached("DELETE FROM gift WHERE connection = ?1")?.execute([id.as_str()])?;
        removed += step.prepare_cached("DELETE FROM connection WHERE id = ?1")?.execute([id.as_str()])?;
    }
    Ok(u32::try_from(removed).unwrap_or(u32::MAX))
}

fn put(step: &Connection, tie: &Tie) -> Result<(), StoreFault> {
    remove(step, std::slice::from_ref(&tie.id))?;
    let (declined, living) = match tie.stage {
        Stage::Asked => (false, None),
        Stage::Declined => (true, None),
        Stage::Living(since) => (false, Some(since)),
    };
    let (name, asker, asked) = (tie.id.as_str(), tie.asker.as_str(), tie.asked.as_str());
    step.prepare_cached("INSERT INTO connection VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![name, asker, asked, tie.at, declined, living])?;
    for (gift, giver, receiver) in [(&tie.from_asker, asker, asked), (&tie.from_asked, asked, asker)] {
        let Some(Gift { fields, term, since, until, made_in }) = gift else { continue };
        step.prepare_cached("INSERT INTO gift VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
            name,
            giver,
            receiver,
            fields.bits(),
            term.key(),
            since,
            until,
            made_in.as_str()
        ])?;
    }
    Ok(())
}

fn ids<T: std::str::FromStr>(connection: &Connection, table: &'static str, query: &str, key: impl Params) -> Result<Vec<T>, StoreFault> {
    let mut query = connection.prepare_cached(query)?;
    let found = query.query_map(key, |row| row.get::<_, String>(0))?;
    found.map(|text| id(table, &text?)).collect()
}

fn report(row: &Row<'_>) -> rusqlite::Result<(String, String, String, String, Option<String>, i64)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

impl Connections for Sqlite {
    fn add_code(&mut self, code: &OpenCode, now: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        step.prepare_cached("DELETE FROM shown_code WHERE expires < ?1")?.execute([now])?;
        let mut insert = step.prepare_cached("INSERT INTO shown_code VALUES (?1, ?2, ?3)")?;
        insert.execute(params![code.digest, code.delegate.as_str(), code.expires])?;
        drop(insert);
        Ok(step.commit()?)
    }

    fn take_code(&mut self, digest: &Digest) -> Result<Option<OpenCode>, StoreFault> {
        let mut take = self.connection.prepare_cached("DELETE FROM shown_code WHERE digest = ?1 RETURNING delegate, expires")?;
        let taken = take.query_row([digest], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).optional()?;
        taken.map(|(delegate, expires)| Ok(OpenCode { digest: *digest, delegate: id("shown_code", &delegate)?, expires })).transpose()
    }

    fn end_codes(&mut self, delegate: &DelegateId) -> Result<(), StoreFault> {
        self.connection.prepare_cached("DELETE FROM shown_code WHERE delegate = ?1")?.execute([delegate.as_str()])?;
        Ok(())
    }

    fn connection(&self, id: &ConnectionId) -> Result<Option<Tie>, StoreFault> {
        let mut query = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM connection WHERE id = ?1"))?;
        let row = query.query_row([id.as_str()], tie_row).optional()?;
        row.map(|row| tie(&self.connection, row)).transpose()
    }

    fn connections(&self, delegate: &DelegateId) -> Result<Vec<Tie>, StoreFault> {
        let mut query = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM connection WHERE asker = ?1 OR asked = ?1"))?;
        let rows = query.query_map([delegate.as_str()], tie_row)?;
        rows.map(|row| tie(&self.connection, row?)).collect()
    }

    fn put_connection(&mut self, connection: &Tie, replaces: &[ConnectionId]) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        remove(&step, replaces)?;
        put(&step, connection)?;
        Ok(step.commit()?)
    }

    fn end_connections(&mut self, ids: &[ConnectionId]) -> Result<u32, StoreFault> {
        let step = self.connection.transaction()?;
        let removed = remove(&step, ids)?;
        step.commit()?;
        Ok(removed)
    }

    fn gifts_to(&self, delegate: &DelegateId, now: i64) -> Result<Vec<(DelegateId, Fields)>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT giver, fields FROM gift JOIN connection ON connection.id = gift.connection
             WHERE receiver = ?1 AND living IS NOT NULL AND (until IS NULL OR until > ?2)",
        )?;
        let rows = query.query_map(params![delegate.as_str(), now], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        rows.map(|row| row.map_err(StoreFault::from).and_then(|(giver, bits)| Ok((id(G, &giver)?, Fields::from_bits(bits))))).collect()
    }

    fn end_gifts_of(&mut self, delegate: &DelegateId) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        step.prepare_cached("DELETE FROM shown_code WHERE delegate = ?1")?.execute([delegate.as_str()])?;
        let questions = ids(&step, T, "SELECT id FROM connection WHERE asker = ?1 AND living IS NULL", [delegate.as_str()])?;
        remove(&step, &questions)?;
        step.prepare_cached("DELETE FROM gift WHERE giver = ?1")?.execute([delegate.as_str()])?;
        Ok(step.commit()?)
    }

    fn narrow_gifts_of(&mut self, delegate: &DelegateId, fields: Fields) -> Result<(), StoreFault> {
        let mut change = self.connection.prepare_cached("UPDATE gift SET fields = fields & ~?2 WHERE giver = ?1 AND fields & ?2 <> 0")?;
        change.execute(params![delegate.as_str(), fields.bits()])?;
        Ok(())
    }

    fn blocks(&self, delegate: &DelegateId) -> Result<Vec<Block>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT blocked, at FROM block WHERE blocker = ?1")?;
        let rows = query.query_map([delegate.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let block = |(blocked, at): (String, i64)| Ok(Block { blocker: delegate.clone(), blocked: id("block", &blocked)?, at });
        rows.map(|row| row.map_err(StoreFault::from).and_then(block)).collect()
    }

    fn blocked_by(&self, delegate: &DelegateId) -> Result<Vec<DelegateId>, StoreFault> {
        ids(&self.connection, "block", "SELECT blocker FROM block WHERE blocked = ?1", [delegate.as_str()])
    }

    fn put_block(&mut self, block: &Block) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        let declined = "UPDATE connection SET declined = 1 WHERE asker = ?2 AND asked = ?1 AND living IS NULL";
        step.prepare_cached(declined)?.execute([block.blocker.as_str(), block.blocked.as_str()])?;
        let between = "SELECT id FROM connection WHERE (asker = ?1 AND asked = ?2) OR (asker = ?2 AND asked = ?1 AND living IS NOT NULL)";
        let ties = ids(&step, T, between, [block.blocker.as_str(), block.blocked.as_str()])?;
        remove(&step, &ties)?;
        let mut insert = step.prepare_cached("INSERT INTO block VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
        insert.execute(params![block.blocker.as_str(), block.blocked.as_str(), block.at])?;
        drop(insert);
        Ok(step.commit()?)
    }

    fn end_block(&mut self, blocker: &DelegateId, blocked: &DelegateId) -> Result<(), StoreFault> {
        let mut change = self.connection.prepare_cached("DELETE FROM block WHERE blocker = ?1 AND blocked = ?2")?;
        change.execute([blocker.as_str(), blocked.as_str()])?;
        Ok(())
    }

    fn add_report(&mut self, report: &Report) -> Result<(), StoreFault> {
        let Report { reference, reporter, reported, reason, words, at } = report;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO report (reference, reporter, reported, reason, words, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        let who = |id: &Option<DelegateId>| id.as_ref().map_or_else(String::new, |id| id.as_str().to_owned());
        insert.execute(params![reference, who(reporter), who(reported), reason.key(), words.as_ref().map(Text::as_str), at])?;
        Ok(())
    }

    fn reports(&self, most: usize) -> Result<Vec<Report>, StoreFault> {
        let mut query = self
            .connection
            .prepare_cached("SELECT reference, reporter, reported, reason, words, at FROM report ORDER BY number DESC LIMIT ?1")?;
        let rows = query.query_map([i64::try_from(most).unwrap_or(i64::MAX)], report)?;
        let damaged = || StoreFault::Damaged("report");
        rows.map(|row| {
            let (reference, reporter, reported, reason, words, at) = row?;
            let reason = ReportReason::from_key(&reason).ok_or_else(damaged)?;
            let words = Text::parse(words.as_deref().unwrap_or_default(), REPORT_LIMIT, true).map_err(|_| damaged())?;
            // Whoever had themselves erased is the empty name.
            let who = |text: String| if text.is_empty() { Ok(None) } else { id("report", &text).map(Some) };
            Ok(Report { reference, reporter: who(reporter)?, reported: who(reported)?, reason, words, at })
        })
        .collect()
    }
}
