package dev.toktra.problem;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;

/** Waits on a connection, behind its TLS if it has any, until the HTTP codec is there, and puts the watchers behind it. */
final class CodecSearch extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ChannelPipeline pipeline = context.pipeline();
        boolean placed = false;
        boolean behindMe = false;
        for (Map.Entry<String, ChannelHandler> entry : pipeline.toMap().entrySet()) {
            ChannelHandler candidate = entry.getValue();
            behindMe |= candidate == this;
            if (behindMe && candidate instanceof SslHandler) {
                pipeline.addAfter(entry.getKey(), null, new CodecSearch());
                placed = true;
                break;
            }
            if (candidate instanceof HttpResponseEncoder || candidate instanceof HttpServerCodec) {
                pipeline.addAfter(entry.getKey(), null, new LingeringClose());
                pipeline.addAfter(entry.getKey(), null, new EmptyErrorsOnTheWire());
                placed = true;
                break;
            }
        }
        context.fireChannelRead(message);
        if (placed && !context.isRemoved()) {
            pipeline.remove(this);
        }
    }
}
