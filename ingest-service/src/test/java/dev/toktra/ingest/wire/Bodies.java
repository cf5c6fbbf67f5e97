package dev.toktra.ingest.wire;

import java.nio.charset.StandardCharsets;

/** Bodies as devices send them. */
final class Bodies {

    static final String EVENT = """
            {"occurred_at":"2026-11-22T10:00:01.004Z","provider":"openai","model":"gpt-4o","account":"ada@acme.com",
             "application":"vscode","endpoint":"/v1/chat/completions","status":200,"attempt":1,"streaming":true,
             "duration_ms":1810,"request_bytes":5120,"response_bytes":20480,"token_source":"response_usage",
             "call_id":"req_011C",
             "tokens":{"fresh_input":812,"cache_read":4096,"cache_write":0,"output":341,"reasoning":0},
             "outcome":{"edits_accepted":1,"edits_rejected":0,"lines_accepted":14,"commits":0,"pull_requests":0}}""";

    private Bodies() {}

    static String batch(String... elements) {
        return "{\"stream_id\":\"0193b1f0-0000-7000-8000-000000000003\",\"first_seq\":4711,"
                + "\"sent_at\":\"2026-11-22T10:00:05.120Z\",\"events\":[" + String.join(",", elements) + "]}";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
