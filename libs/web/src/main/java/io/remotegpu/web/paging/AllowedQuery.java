package io.remotegpu.web.paging;

import io.remotegpu.web.Listing;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;

/** What one list method lets its callers ask for. */
record AllowedQuery(Set<String> names, Set<String> sortColumns, String defaultSort, String id) {
    static AllowedQuery of(MethodParameter parameter) {
        Listing listing = parameter.getParameterAnnotation(Listing.class);
        TreeSet<String> names = new TreeSet<>(Set.of("page", "page_size", "sort"));
        requestParams(parameter).forEach(names::add);
        if (listing == null) {
            return new AllowedQuery(names, Set.of(), "", "id");
        }
        names.addAll(List.of(listing.filters()));
        if (listing.cursor()) {
            names.add("cursor");
        }
        return new AllowedQuery(names, new TreeSet<>(List.of(listing.sort())), listing.defaultSort(), listing.id());
    }

    boolean sortable(String column) {
        return sortColumns.contains(column) || column.equals(id);
    }

    List<String> unknown(Set<String> asked) {
        return asked.stream().filter(name -> !names.contains(name)).sorted().toList();
    }

    private static Stream<String> requestParams(MethodParameter method) {
        return Arrays.stream(method.getExecutable().getParameters()).flatMap(AllowedQuery::requestParam);
    }

    private static Stream<String> requestParam(Parameter parameter) {
        RequestParam annotation = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
        if (annotation == null) {
            return Stream.empty();
        }
        return Stream.of(annotation.name().isEmpty() ? parameter.getName() : annotation.name());
    }
}
