package dev.toktra.scoring.leaderboards;

import dev.toktra.scoring.leaderboards.WindowInputStore.Published;
import dev.toktra.scoring.leaderboards.WindowStore.Edition;
import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.nights.NightPart;
import dev.toktra.scoring.privacy.Anonymity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Publishes the leaderboards of each week on its first night with scores. The same night computed again publishes what
 * changed as a further edition, under the same rule; later nights leave the week as it is.
 */
@ApplicationScoped
class LeaderboardJob implements NightPart {

    private final LeaderboardsConfig config;
    private final Places places = new Places(new SecureRandom());

    LeaderboardJob(LeaderboardsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "leaderboards";
    }

    @Override
    public int place() {
        return 30;
    }

    @Override
    public int compute(Connection connection, Night night) throws SQLException {
        WindowStore store = new WindowStore(connection, night);
        store.forget(night.day().minus(config.keep()));
        LocalDate start = windowOf(night.day());
        WindowInputStore input = new WindowInputStore(connection, night);
        Optional<Published> newest = input.newest(start);
        UUID fingerprint = input.fingerprint();
        if (newest.filter(one ->
                        !one.night().equals(night.day()) || one.fingerprint().equals(fingerprint))
                .isPresent()) {
            return 0;
        }
        List<Member> scored = input.scored();
        if (scored.isEmpty()) {
            return 0;
        }
        List<Board> boards = boards(input, night, scored);
        store.publish(new Edition(start, newest.map(Published::revision).orElse(0) + 1, fingerprint), boards);
        return boards.size();
    }

    private List<Board> boards(WindowInputStore input, Night night, List<Member> scored) throws SQLException {
        LocalDate start = windowOf(night.day());
        Map<Group, Map<UUID, String>> pseudonyms = input.pseudonyms(start);
        Snapshot snapshot = new Snapshot(night.org(), input.departments(), scored);
        List<Shown> earlier = input.earlier(start.minusWeeks(config.comparedWindows()));
        List<Board> boards = new ArrayList<>();
        snapshot.shown(new Anonymity(Anonymity.LEAST), earlier)
                .forEach((group, members) -> boards.add(new Board(
                        group,
                        members.isEmpty() ? null : Quartiles.of(members),
                        places.of(members, pseudonyms.getOrDefault(group, Map.of())))));
        return boards;
    }

    /** The first day of the window that a day is in. */
    static LocalDate windowOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
