package dev.toktra.problem;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection for a moment where the server closes it on a request whose body is still coming: a close would be a
 * reset, and a reset takes the answer with it. What comes meanwhile is thrown away.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final long QUIET_MILLIS = 250;
    private static final int MOST_ROUNDS = 8;

    private boolean bodyIsComing;
    private boolean refused;
    private boolean heard;
    private int rounds;
    private @Nullable ChannelPromise closing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing != null) {
            heard = true;
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest) {
            bodyIsComing = true;
            refused = false;
        }
        if (message instanceof LastHttpContent) {
            bodyIsComing = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() >= 400) {
            refused = true;
        }
        context.write(message, promise);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (closing != null || !bodyIsComing || !refused || !context.channel().isActive()) {
            context.close(promise);
            return;
        }
        closing = promise;
        context.channel().config().setAutoRead(true);
        context.read();
        closeWhenQuiet(context, promise);
    }

    private void closeWhenQuiet(ChannelHandlerContext context, ChannelPromise promise) {
        heard = false;
        context.executor()
                .schedule(
                        () -> {
                            if (heard && rounds++ < MOST_ROUNDS) {
                                closeWhenQuiet(context, promise);
                            } else {
                                context.close(promise);
                            }
                        },
                        QUIET_MILLIS,
                        TimeUnit.MILLISECONDS);
    }
}
