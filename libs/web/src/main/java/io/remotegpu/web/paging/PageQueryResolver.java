package io.remotegpu.web.paging;

import io.remotegpu.web.Cursor;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageQuery.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a {@link PageQuery}, and refuses every query parameter that neither the {@link Listing} nor the method knows. */
final class PageQueryResolver implements HandlerMethodArgumentResolver {
    private static final Set<String> PAGING = Set.of("page", "page_size", "sort");
    private static final int DEFAULT_SIZE = 20;
    private static final int LARGEST_SIZE = 100;
    private static final int LARGEST_PAGE = 1_000_000;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(PageQuery.class);
    }

    @Override
    public PageQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        AllowedQuery allowed = AllowedQuery.of(parameter);
        List<FieldError> errors = new ArrayList<>();
        allowed.unknown(request.getParameterMap().keySet()).forEach(name -> errors.add(unknown(name, allowed)));
        int page = number(request, "page", 1, LARGEST_PAGE, 1, errors);
        int size = number(request, "page_size", 1, LARGEST_SIZE, DEFAULT_SIZE, errors);
        List<Order> sort = sort(request.getParameter("sort"), allowed, errors);
        if (!errors.isEmpty()) {
            throw FieldError.refuse(errors);
        }
        return new PageQuery(page, size, sort, allowed.id(), filters(request), cursor(request, sort));
    }

    private static int number(
            NativeWebRequest request, String name, int smallest, int largest, int fallback, List<FieldError> errors) {
        String text = request.getParameter(name);
        if (text == null) {
            return fallback;
        }
        Optional<Integer> value = integer(text).filter(number -> number >= smallest && number <= largest);
        if (value.isEmpty()) {
            errors.add(new FieldError(name, "must be a whole number from " + smallest + " to " + largest));
        }
        return value.orElse(fallback);
    }

    private static Optional<Integer> integer(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static List<Order> sort(@Nullable String asked, AllowedQuery allowed, List<FieldError> errors) {
        String text = asked == null ? allowed.defaultSort() : asked;
        List<Order> orders = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> part.startsWith("-") ? new Order(part.substring(1), true) : new Order(part, false))
                .toList();
        orders.stream()
                .map(Order::column)
                .filter(column -> !allowed.sortable(column))
                .map(column -> new FieldError("sort", "cannot be by " + column + ", only by " + allowed.sortColumns()))
                .forEach(errors::add);
        return orders;
    }

    private static Map<String, List<String>> filters(NativeWebRequest request) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!PAGING.contains(name) && !name.equals("cursor")) {
                filters.put(
                        name,
                        Arrays.stream(values)
                                .flatMap(value -> Stream.of(value.split(",")))
                                .map(String::strip)
                                .filter(value -> !value.isEmpty())
                                .toList());
            }
        });
        return filters;
    }

    private static @Nullable Cursor cursor(NativeWebRequest request, List<Order> sort) {
        String encoded = request.getParameter("cursor");
        if (encoded == null) {
            return null;
        }
        if (sort.size() > 1) {
            throw FieldError.refuse("cursor", "walks a list sorted by one field; use page with several");
        }
        return Cursor.parse(encoded, sort.stream().map(Order::wireForm).collect(Collectors.joining()));
    }

    private static FieldError unknown(String name, AllowedQuery allowed) {
        return new FieldError(name, "is not a parameter of this list; it knows " + allowed.names());
    }
}
