package dev.toktra.devstack.provider.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;

/** What comes in place of an answer. */
final class Instead {

    private static final String PAGE = "<!doctype html><html><body><h1>%s</h1></body></html>";

    private final Site site;
    private final Call call;

    Instead(Site site, Call call) {
        this.site = site;
        this.call = call;
    }

    Answer of(Rule rule) {
        Fault fault = rule.fault();
        return switch (fault) {
            case UNAUTHORIZED -> site.wrong(401, fault);
            case TOKEN_EXPIRED -> forgotten(fault);
            case FORBIDDEN -> site.wrong(403, fault);
            case RATE_LIMITED -> site.wrong(429, fault).header("Retry-After", Integer.toString(rule.seconds()));
            case RATE_LIMITED_WITHOUT_RETRY_AFTER -> site.wrong(429, fault);
            case SERVER_ERROR -> site.wrong(500, fault);
            case BAD_GATEWAY -> Answer.html(502, PAGE.formatted("502 Bad Gateway"));
            case UNAVAILABLE -> site.wrong(503, fault);
            case OVERLOADED -> site.wrong(529, fault);
            case HTML_PAGE -> Answer.html(200, PAGE.formatted("Please sign in to the network"));
            case OTHER_ENVELOPE ->
                Answer.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "ok")
                        .putNull("result"));
            case REDIRECT -> Answer.html(302, PAGE.formatted("Found")).header("Location", elsewhere(call));
            case HANGS, CUT_OFF -> Answer.html(200, "");
            default -> site.wrong(400, fault);
        };
    }

    private Answer forgotten(Fault fault) {
        site.forget(call);
        return site.wrong(401, fault);
    }

    /** The same call at another host's name, which happens to be this machine: who follows is seen in the journal. */
    static String elsewhere(Call call) {
        return Beyond.link(call).replace("//127.0.0.1:", "//localhost:");
    }
}
