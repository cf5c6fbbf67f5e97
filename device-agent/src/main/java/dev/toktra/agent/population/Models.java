package dev.toktra.agent.population;

import static dev.toktra.agent.population.ModelOffer.Rank.MIDDLE;
import static dev.toktra.agent.population.ModelOffer.Rank.SMALL;
import static dev.toktra.agent.population.ModelOffer.Rank.TOP;

import java.util.List;

/** The models that the demo organisation uses, newer ones on the rise and older ones on their way out. */
final class Models {

    static final ModelOffer GPT_TOP =
            new ModelOffer("openai", "gpt-5.5", TOP, Trend.STEADY, true, 0.35, Price.of("5", "0.5", "30"));
    static final ModelOffer GPT_CODE = new ModelOffer(
            "openai", "gpt-5.3-codex", TOP, Trend.ACCELERATING, true, 0.30, Price.of("1.75", "0.175", "14"));
    static final ModelOffer GPT_MINI =
            new ModelOffer("openai", "gpt-5.4-mini", SMALL, Trend.STEADY, true, 0.10, Price.of("0.75", "0.075", "4.5"));
    static final ModelOffer GPT_OLD =
            new ModelOffer("openai", "gpt-4o", MIDDLE, Trend.DECLINING, true, 0, Price.of("2.5", "1.25", "10"));

    static final ModelOffer CLAUDE_TOP = new ModelOffer(
            "anthropic", "claude-opus-5", TOP, Trend.STEADY, true, 0.25, Price.writing("5", "0.5", "25"));
    static final ModelOffer CLAUDE_MIDDLE = new ModelOffer(
            "anthropic", "claude-sonnet-5", MIDDLE, Trend.ACCELERATING, true, 0.20, Price.writing("2", "0.2", "10"));
    static final ModelOffer CLAUDE_SMALL = new ModelOffer(
            "anthropic", "claude-haiku-4-5", SMALL, Trend.STEADY, true, 0, Price.writing("1", "0.1", "5"));
    static final ModelOffer CLAUDE_OLD = new ModelOffer(
            "anthropic", "claude-3-5-sonnet", MIDDLE, Trend.DECLINING, true, 0, Price.writing("3", "0.3", "15"));

    static final ModelOffer AZURE_TOP = new ModelOffer(
            "azure_openai", "gpt-5.1", TOP, Trend.DECELERATING, true, 0.30, Price.of("1.25", "0.125", "10"));
    static final ModelOffer AZURE_MIDDLE =
            new ModelOffer("azure_openai", "gpt-4o", MIDDLE, Trend.DECLINING, true, 0, Price.of("2.5", "1.25", "10"));
    static final ModelOffer AZURE_SMALL =
            new ModelOffer("azure_openai", "gpt-4.1-mini", SMALL, Trend.STEADY, true, 0, Price.of("0.4", "0.1", "1.6"));

    static final ModelOffer GEMINI_TOP = new ModelOffer(
            "gcp_vertex", "gemini-2.5-pro", TOP, Trend.STEADY, false, 0.30, Price.of("1.25", "0.125", "10"));
    static final ModelOffer GEMINI_SMALL = new ModelOffer(
            "gcp_vertex", "gemini-3.5-flash", SMALL, Trend.DECELERATING, false, 0.10, Price.of("1.5", "0.15", "9"));
    static final ModelOffer GEMINI_OLD = new ModelOffer(
            "gcp_vertex", "gemini-1.5-pro", MIDDLE, Trend.DECLINING, false, 0, Price.of("1.25", "1.25", "5"));
    static final ModelOffer VERTEX_CLAUDE = new ModelOffer(
            "gcp_vertex", "claude-sonnet-4-5", MIDDLE, Trend.STEADY, true, 0.15, Price.writing("3", "0.3", "15"));

    /** One model of each provider, called every night whatever else happens. */
    static final List<ModelOffer> EVALUATED = List.of(GPT_MINI, CLAUDE_SMALL, AZURE_SMALL, GEMINI_SMALL);

    /** All of them. */
    static final List<ModelOffer> OFFERED = List.of(
            GPT_TOP,
            GPT_CODE,
            GPT_MINI,
            GPT_OLD,
            CLAUDE_TOP,
            CLAUDE_MIDDLE,
            CLAUDE_SMALL,
            CLAUDE_OLD,
            AZURE_TOP,
            AZURE_MIDDLE,
            AZURE_SMALL,
            GEMINI_TOP,
            GEMINI_SMALL,
            GEMINI_OLD,
            VERTEX_CLAUDE);

    private Models() {}
}
