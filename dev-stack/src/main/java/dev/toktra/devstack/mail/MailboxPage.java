package dev.toktra.devstack.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mails as pages: {@code /} lists them, {@code /mails/N} shows one, {@code /mails/N/html} is its HTML part alone. */
final class MailboxPage implements HttpHandler {

    private static final Pattern MAIL = Pattern.compile("/mails/([0-9]{1,6})(/html)?");

    private final Supplier<MimeMessage[]> mails;

    MailboxPage(Supplier<MimeMessage[]> mails) {
        this.mails = mails;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        MimeMessage[] all = mails.get();
        Matcher one = MAIL.matcher(path);
        try {
            if (path.equals("/")) {
                answer(exchange, 200, page("Mailbox", list(all)));
            } else if (one.matches() && Integer.parseInt(one.group(1)) < all.length) {
                int number = Integer.parseInt(one.group(1));
                answer(exchange, 200, one.group(2) == null ? shown(all[number], number) : html(all[number]));
            } else {
                answer(exchange, 404, page("Not here", "<p><a href=\"/\">All mails</a></p>"));
            }
        } catch (MessagingException e) {
            answer(exchange, 500, page("Unreadable mail", "<p>" + escaped(String.valueOf(e.getMessage())) + "</p>"));
        }
    }

    private static String list(MimeMessage[] all) throws MessagingException {
        StringBuilder rows = new StringBuilder();
        for (int number = all.length - 1; number >= 0; number--) {
            rows.append("<tr><td><a href=\"/mails/").append(number).append("\">");
            rows.append(escaped(MailParts.subject(all[number]))).append("</a></td><td>");
            rows.append(escaped(MailParts.recipients(all[number]))).append("</td><td>");
            rows.append(escaped(MailParts.date(all[number]))).append("</td></tr>");
        }
        return all.length == 0
                ? "<p>No mail yet.</p>"
                : "<table><tr><th>Subject</th><th>To</th><th>Sent</th></tr>" + rows + "</table>";
    }

    private static String shown(MimeMessage mail, int number) throws MessagingException, IOException {
        MailParts parts = MailParts.of(mail);
        StringBuilder body = new StringBuilder("<p><a href=\"/\">All mails</a></p><dl>");
        body.append("<dt>From</dt><dd>").append(escaped(MailParts.sender(mail))).append("</dd>");
        body.append("<dt>To</dt><dd>")
                .append(escaped(MailParts.recipients(mail)))
                .append("</dd>");
        body.append("<dt>Sent</dt><dd>").append(escaped(MailParts.date(mail))).append("</dd></dl>");
        if (!parts.html().isEmpty()) {
            body.append("<iframe sandbox title=\"HTML part\" src=\"/mails/")
                    .append(number)
                    .append("/html\"></iframe>");
        }
        body.append("<pre>").append(escaped(parts.text())).append("</pre>");
        return page(MailParts.subject(mail), body.toString());
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return MailParts.of(mail).html();
    }

    private static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + escaped(title) + "</title><style>"
                + "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                + "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem}"
                + "tr+tr{border-top:1px solid #ccc}iframe{width:100%;height:36rem;border:1px solid #ccc}"
                + "pre{white-space:pre-wrap}</style><h1>" + escaped(title) + "</h1>" + body + "</html>";
    }

    /** Whatever a mail holds: no script runs, nothing is loaded from elsewhere. */
    private static void answer(HttpExchange exchange, int status, String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
