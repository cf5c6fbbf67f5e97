package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.ReportPage;

/** The envelope of usage and costs. */
final class AnthropicPages {

    private AnthropicPages() {}

    static Answer answer(ReportPage page) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        for (ReportPage.Part part : page.parts()) {
            data.addObject()
                    .put("starting_at", part.bucket().start().toString())
                    .put("ending_at", part.bucket().end().toString())
                    .putArray("results")
                    .addAll(part.rows());
        }
        body.put("has_more", page.next().isPresent());
        return Answer.ok(body.put("next_page", page.next().map(PageToken::text).orElse(null)));
    }
}
