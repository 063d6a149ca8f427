package io.remotegpu.web.precondition;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Tagged;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Marks every answer whose data is {@link Tagged} with its {@code ETag}. */
@RestControllerAdvice
final class TagAdvice implements ResponseBodyAdvice<Object> {
    private final EntityTags tags;

    TagAdvice(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ApiResponse<?> answer && answer.data() instanceof Tagged view) {
            response.getHeaders().set(HttpHeaders.ETAG, tags.of(view));
        }
        return body;
    }
}
