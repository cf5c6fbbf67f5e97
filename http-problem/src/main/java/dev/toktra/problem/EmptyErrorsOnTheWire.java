package dev.toktra.problem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Gives every error that leaves a connection without a body a problem document, whoever made it: the server where the
 * request was no HTTP or its headers too large, the limit on bodies, the security of Quarkus.
 */
final class EmptyErrorsOnTheWire extends ChannelDuplexHandler {

    private final Queue<Asked> unanswered = new ArrayDeque<>();

    /** What is needed of a request until its answer passes. */
    private record Asked(boolean headOnly, String path) {

        static final Asked NOTHING = new Asked(false, "/");

        static Asked by(HttpRequest request) {
            if (request.decoderResult().isFailure()) {
                return NOTHING;
            }
            String path = request.uri().split("[?#]", 2)[0];
            return new Asked(HttpMethod.HEAD.equals(request.method()), path);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            unanswered.add(Asked.by(request));
        } else if (message instanceof HttpObject part && part.decoderResult().isFailure() && !unanswered.isEmpty()) {
            refuseBrokenBody(context);
        }
        context.fireChannelRead(message);
    }

    /** The server closes the connection on a body that breaks off; this says why before it does. */
    private void refuseBrokenBody(ChannelHandlerContext context) {
        FullHttpResponse empty = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
        empty.headers().set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(filled(empty, taken()));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            Asked asked = taken();
            if (!asked.headOnly() && isEmptyError(response)) {
                ((FullHttpResponse) response).release();
                context.write(filled(response, asked), promise);
                return;
            }
        }
        context.write(message, promise);
    }

    private Asked taken() {
        @Nullable Asked next = unanswered.poll();
        return next == null ? Asked.NOTHING : next;
    }

    private static boolean isEmptyError(HttpResponse response) {
        return response.status().code() >= 400
                && response instanceof FullHttpResponse full
                && !full.content().isReadable();
    }

    private static FullHttpResponse filled(HttpResponse empty, Asked asked) {
        String document =
                Failures.ofStatus(empty.status().code()).body(asked.path()).json();
        ByteBuf content = Unpooled.copiedBuffer(document, StandardCharsets.UTF_8);
        FullHttpResponse full = new DefaultFullHttpResponse(empty.protocolVersion(), empty.status(), content);
        full.headers().set(empty.headers());
        full.headers().set(HttpHeaderNames.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        full.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        return full;
    }
}
