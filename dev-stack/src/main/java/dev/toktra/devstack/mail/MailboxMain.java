package dev.toktra.devstack.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Takes every mail to anybody, and shows it: {@code MailboxMain <SMTP port> <page port>}. Mails are kept in memory. */
public final class MailboxMain {

    private MailboxMain() {}

    public static void main(String[] args) throws IOException {
        GreenMail mails = new GreenMail(new ServerSetup(Integer.parseInt(args[0]), "127.0.0.1", "smtp"));
        mails.start();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 0);
        server.createContext("/", new MailboxPage(mails::getReceivedMessages));
        server.start();
    }
}
