package io.remotegpu.web.request;

import io.remotegpu.web.DeprecatedPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Marks every answer of a {@link DeprecatedPath}, errors included. */
final class DeprecationMarks implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            DeprecatedPath onMethod = method.getMethodAnnotation(DeprecatedPath.class);
            DeprecatedPath mark = onMethod != null
                    ? onMethod
                    : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), DeprecatedPath.class);
            if (mark != null) {
                response.setHeader("X-API-Deprecated", "true");
                response.setHeader("X-API-Sunset", mark.sunset());
            }
        }
        return true;
    }
}
