package dev.toktra.devstack.provider.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.ReportPage;

/** The envelope of usage and costs. */
final class OpenAiPages {

    private OpenAiPages() {}

    static Answer answer(ReportPage page) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "page");
        ArrayNode data = body.putArray("data");
        for (ReportPage.Part part : page.parts()) {
            data.addObject()
                    .put("object", "bucket")
                    .put("start_time", part.bucket().start().getEpochSecond())
                    .put("end_time", part.bucket().end().getEpochSecond())
                    .putArray("results")
                    .addAll(part.rows());
        }
        body.put("has_more", page.next().isPresent());
        body.put("next_page", page.next().map(PageToken::text).orElse(null));
        return Answer.ok(body);
    }
}
