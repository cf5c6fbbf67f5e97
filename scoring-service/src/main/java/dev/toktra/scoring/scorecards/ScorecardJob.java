package dev.toktra.scoring.scorecards;

import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.nights.NightPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes the scorecards of each night. */
@ApplicationScoped
class ScorecardJob implements NightPart {

    private final ScorecardsConfig config;

    ScorecardJob(ScorecardsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "scorecards";
    }

    @Override
    public int place() {
        return 40;
    }

    @Override
    public int compute(Connection connection, Night night) throws SQLException {
        CardInputStore input = new CardInputStore(connection, night);
        CardInputStore.Cover cover = input.cover();
        Cards cards = new Cards(night.org(), new Weeks(night.day(), cover.firstDay()), input.departments());
        input.usage().forEach(cards::used);
        input.scores().forEach(cards::scored);
        List<Card> made = cards.cards(input.people());
        CardStore store = new CardStore(connection, night);
        store.replace(made, cover.settledUntil());
        store.forget(night.day().minus(config.keep()));
        return made.size();
    }
}
