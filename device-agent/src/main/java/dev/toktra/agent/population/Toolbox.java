package dev.toktra.agent.population;

import static dev.toktra.agent.population.Tool.chat;
import static dev.toktra.agent.population.Tool.coding;

import java.util.List;

/** Which programs and models a kind of work prefers. */
enum Toolbox {
    PRODUCT(
            coding("claude-code", Models.CLAUDE_MIDDLE, 30),
            coding("claude-code", Models.CLAUDE_TOP, 14),
            coding("claude-code", Models.CLAUDE_SMALL, 6),
            coding("claude-code", Models.CLAUDE_OLD, 4),
            coding("codex", Models.GPT_CODE, 16),
            coding("vscode", Models.GPT_MINI, 10),
            coding("vscode", Models.GPT_OLD, 7),
            chat("chat-web", Models.GPT_TOP, 6)),
    PLATFORM(
            coding("claude-code", Models.CLAUDE_TOP, 15),
            coding("claude-code", Models.CLAUDE_MIDDLE, 18),
            coding("jetbrains", Models.AZURE_TOP, 16),
            coding("jetbrains", Models.AZURE_SMALL, 12),
            coding("gemini-cli", Models.GEMINI_SMALL, 8),
            chat("chat-web", Models.GPT_TOP, 8)),
    RESEARCH(
            coding("gemini-cli", Models.GEMINI_TOP, 22),
            coding("gemini-cli", Models.GEMINI_SMALL, 16),
            coding("gemini-cli", Models.GEMINI_OLD, 6),
            coding("notebook", Models.VERTEX_CLAUDE, 16),
            coding("claude-code", Models.CLAUDE_MIDDLE, 10),
            chat("chat-web", Models.GPT_TOP, 6)),
    SUPPORT(
            chat("support-desk", Models.AZURE_SMALL, 40),
            chat("support-desk", Models.AZURE_MIDDLE, 25),
            chat("support-desk", Models.AZURE_TOP, 10),
            chat("chat-web", Models.GPT_MINI, 8),
            chat("docs-search", Models.GEMINI_SMALL, 10)),
    MARKETING(
            chat("chat-web", Models.GPT_TOP, 26),
            chat("chat-web", Models.GPT_OLD, 20),
            chat("writing-assistant", Models.CLAUDE_MIDDLE, 12),
            chat("writing-assistant", Models.CLAUDE_OLD, 6),
            chat("slides-addin", Models.GEMINI_SMALL, 8)),
    SALES(
            chat("crm-assistant", Models.AZURE_MIDDLE, 22),
            chat("crm-assistant", Models.AZURE_SMALL, 18),
            chat("chat-web", Models.GPT_MINI, 16),
            chat("office-addin", Models.AZURE_TOP, 12),
            chat("docs-search", Models.GEMINI_SMALL, 6)),
    OFFICE(
            chat("office-addin", Models.AZURE_TOP, 18),
            chat("office-addin", Models.AZURE_SMALL, 14),
            chat("chat-web", Models.CLAUDE_MIDDLE, 12),
            chat("chat-web", Models.GPT_MINI, 10),
            chat("sheets-addin", Models.GEMINI_TOP, 10)),
    BUILD(
            coding("ci-review", Models.CLAUDE_SMALL, 30),
            coding("ci-review", Models.GPT_MINI, 25),
            coding("ci-tests", Models.AZURE_SMALL, 25),
            coding("ci-docs", Models.GEMINI_SMALL, 20));

    private final List<Choice<Tool>> tools;

    @SafeVarargs
    Toolbox(Choice<Tool>... tools) {
        this.tools = List.of(tools);
    }

    List<Choice<Tool>> tools() {
        return tools;
    }
}
