package io.remotegpu.web.precondition;

import io.remotegpu.web.FieldError;
import io.remotegpu.web.Precondition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code If-Match} as RFC 9110 has it: weak tags are well formed and never match. */
final class PreconditionResolver implements HandlerMethodArgumentResolver {
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")\\s*(,|$)");

    private final EntityTags tags;

    PreconditionResolver(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Precondition.class);
    }

    @Override
    public Precondition resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String[] sent = request.getHeaderValues(HttpHeaders.IF_MATCH);
        return new Precondition(sent == null ? null : strongTags(String.join(",", sent)), tags::of);
    }

    static List<String> strongTags(String header) {
        if (header.strip().equals("*")) {
            return List.of("*");
        }
        List<String> strong = new ArrayList<>();
        Matcher tag = TAG.matcher(header);
        int read = 0;
        while (read < header.length() && tag.find(read) && tag.start() == read) {
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
            read = tag.end();
        }
        if (read < header.length() || header.isBlank() || header.strip().endsWith(",")) {
            throw FieldError.refuse(
                    HttpHeaders.IF_MATCH, "must be * or the ETag of an answer, in its quotes; several by comma");
        }
        return strong;
    }
}
