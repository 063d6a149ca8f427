package io.remotegpu.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.util.WebUtils;

/** Whoever a cookie names is logged in at the provider of a test. */
final class CookieLogins implements SecurityContextRepository {
    static final String COOKIE = "person";

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        Cookie person = WebUtils.getCookie(exchange.getRequest(), COOKIE);
        return person == null
                ? new SecurityContextImpl()
                : new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        person.getValue(),
                        "",
                        List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY))));
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return WebUtils.getCookie(request, COOKIE) != null;
    }
}
