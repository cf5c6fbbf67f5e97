package dev.toktra.scoring.tiers;

import dev.toktra.scoring.tiers.rules.Tier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** When tiers change and which models they name; thresholds and margin were tuned by simulation (ADR 0023). */
@ConfigMapping(prefix = "toktra.tiers")
interface TiersConfig {

    /** The score from which a person is advanced: about a fifth of people. */
    @WithDefault("60")
    BigDecimal advancedFrom();

    /** The score from which a person is premium: 2 to 10 % of people in most organisations that were simulated. */
    @WithDefault("75")
    BigDecimal premiumFrom();

    /** How many nights in a row must agree before a tier changes: a week, so that no single day decides. */
    @WithDefault("7")
    int nights();

    /** By how much the 80 % interval may reach over a threshold: with twice as much, tiers change half as often again. */
    @WithDefault("5")
    BigDecimal margin();

    /** How far back the nights may lie: older ones say nothing of today. */
    @WithDefault("60")
    int daysBack();

    /** Models of the standard tier: most that cost up to 6 USD for a million output tokens. */
    @WithDefault(Models.STANDARD)
    List<String> standardModels();

    /** Models of the advanced tier: most that cost more, up to 15 USD. */
    @WithDefault(Models.ADVANCED)
    List<String> advancedModels();

    /** Models of the premium tier: most that cost more still. */
    @WithDefault(Models.PREMIUM)
    List<String> premiumModels();

    /** The tier that a model needs which no pattern names: the highest, since a new model may cost anything. */
    @WithDefault("premium")
    Tier unnamedModelNeeds();

    /** The longest that an administrator's word may stand instead of the scores. */
    @WithDefault("366d")
    Duration longestOverride();

    /** Between two looks for overrides that have ended, off for none; checks know the end to the moment. */
    @WithDefault("10s")
    String expireEvery();

    /** Between two looks for tiers that are not published yet. */
    @WithDefault("5s")
    String publishEvery();

    /** What the models are called. */
    final class Models {

        static final String STANDARD =
                "*-haiku*,*-mini*,*-nano*,gpt-*-mini*,gpt-*-nano*,gemini-*-flash*,*-luna,gpt-*-luna,"
                        + "gpt-3.5*,gemini-1.0*,codex-mini*,*embedding*";

        static final String ADVANCED =
                "*-sonnet*,gemini-*-pro*,gpt-4o*,gpt-4.1*,chatgpt-4o*,gpt-5*,gpt-*-terra,gpt-6-sol,o3";

        static final String PREMIUM = "*-opus*,*-fable*,gpt-*-pro,gpt-4,gpt-4-*,gpt-4.5*,gpt-5.5*,gpt-5.6*,gpt-*-astra,"
                + "gpt-chat-latest,o1*,o3-pro*,o3-deep-research*";

        private Models() {}
    }
}
