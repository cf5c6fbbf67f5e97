package dev.toktra.scoring.scores;

import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import java.time.LocalDate;
import java.util.List;

/** Times the scores of people × days on the tests' database: {@code ScoreSpeedMain 10000 90}. */
public final class ScoreSpeedMain {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

    private static final String PEOPLE = """
            insert into person select ?, md5('p' || n)::uuid, n || '@acme.test', 'P' || n, 'member', 'active'
            from generate_series(1, ?) n""";

    private static final String PLACES = """
            insert into membership select org_id, user_id, 0, md5('d' || (hashtext(user_id::text) & 255))::uuid, null,
                '2020-01-01', null from person where org_id = ?""";

    /** Two models on five days of seven, settled but for the last three days. */
    private static final String FACTS = """
            insert into daily_fact (org_id, day, user_id, place, person_id, zone, department_id, provider, model, application,
                status, requests, failed_requests, retried_requests, small_requests, wasted_fresh_input,
                wasted_cache_read, wasted_cache_write, wasted_output, wasted_reasoning, edits_accepted, edits_rejected,
                lines_accepted, commits, pull_requests, est_fresh_input, est_cache_read, est_cache_write, est_output,
                est_reasoning, rec_input, rec_output, rec_fresh_input, rec_cache_read, rec_cache_write, estimated_cost,
                reconciled_cost)
            select p.org_id, d.day, p.user_id::text, m.n, p.user_id, 'UTC', s.department_id, 'anthropic',
                case m.n when 0 then 'claude-opus-4-5' else 'claude-haiku-4-5' end, 'claude-code',
                case when d.day < ?::date - 2 then 'reconciled' else 'estimated' end, r, r / 20, r / 10, r / 3, r * 10,
                r * 90, r * 5, r * 7, 0, r / 4, 0, r, r / 9, r / 40, r * 300, r * 3000, r * 100, r * 200, 0,
                case when d.day < ?::date - 2 then r * 3400 end, r * 200, r * 300, r * 3000, r * 100, r * 0.002, r * 0.002
            from person p
            join membership s using (org_id, user_id)
            cross join (select ?::date - g as day from generate_series(0, ? - 1) g) d
            cross join (values (0), (1)) m(n)
            cross join lateral (select (abs(hashtext(p.user_id::text || d.day || m.n)) % 80 + 5)::bigint as r) x
            where p.org_id = ? and extract(isodow from d.day) < 6""";

    private ScoreSpeedMain() {}

    public static void main(String[] arguments) {
        int people = Integer.parseInt(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        Company company = new Company();
        TestSchema.execute(PEOPLE, company.org(), people);
        TestSchema.execute(PLACES, company.org());
        int rows = TestSchema.execute(FACTS, NIGHT, NIGHT, NIGHT, days, company.org());
        System.out.printf("%d people, %d days, %d rows of facts%n", people, days, rows);
        time("first night, with those before it", company, Scores.backfillDays());
        time("a night", company, List.of());
        time("a night", company, List.of());
        time("a night that looks for those before it", company, Scores.backfillDays());
        company.forget();
    }

    private static void time(String what, Company company, List<Integer> backfill) {
        long began = System.nanoTime();
        int scores = Scores.compute(company.org(), NIGHT, backfill);
        System.out.printf("%s: %d people in %d ms%n", what, scores, (System.nanoTime() - began) / 1_000_000);
    }
}
