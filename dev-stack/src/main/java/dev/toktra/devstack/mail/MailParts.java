package dev.toktra.devstack.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mail's text and its HTML, either of which may be empty. */
record MailParts(String text, String html) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static MailParts of(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            return all((Multipart) part.getContent());
        }
        if (part.isMimeType("text/html")) {
            return new MailParts("", String.valueOf(part.getContent()));
        }
        return part.isMimeType("text/*")
                ? new MailParts(String.valueOf(part.getContent()), "")
                : new MailParts("[" + part.getContentType() + "]\n", "");
    }

    private static MailParts all(Multipart parts) throws MessagingException, IOException {
        MailParts all = new MailParts("", "");
        for (int i = 0; i < parts.getCount(); i++) {
            MailParts next = of(parts.getBodyPart(i));
            all = new MailParts(all.text + next.text, all.html + next.html);
        }
        return all;
    }

    static String subject(MimeMessage mail) throws MessagingException {
        return Optional.ofNullable(mail.getSubject())
                .filter(subject -> !subject.isBlank())
                .orElse("(no subject)");
    }

    static String sender(MimeMessage mail) throws MessagingException {
        return joined(mail.getFrom());
    }

    static String recipients(MimeMessage mail) throws MessagingException {
        return joined(mail.getAllRecipients());
    }

    static String date(MimeMessage mail) throws MessagingException {
        return Optional.ofNullable(mail.getSentDate())
                .map(Date::toInstant)
                .map(DATE::format)
                .orElse("");
    }

    private static String joined(Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", "));
    }
}
