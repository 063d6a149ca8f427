package io.remotegpu.workspace.images.registry;

import io.remotegpu.workspace.images.registry.RegistryClient.Answer;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks a list that a registry gives page by page, each naming the next in its {@code Link} header. */
record Pages(RegistryClient client, RegistryAddress address) {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel\\s*=\\s*\"?next\"?");

    void each(URI first, String accept, String scope, Consumer<Answer> page) {
        Set<URI> walked = new HashSet<>();
        Optional<URI> next = Optional.of(first);
        while (next.isPresent()) {
            URI uri = next.get();
            if (!walked.add(uri) || !first.getRawAuthority().equals(uri.getRawAuthority())) {
                throw RegistryErrors.strange(
                        address, "lists its pages in a circle or sends elsewhere for them: " + uri);
            }
            Answer answer = client.get(uri, accept, scope);
            page.accept(answer);
            next = next(uri, answer);
        }
    }

    static Optional<URI> next(URI here, Answer answer) {
        return answer.header("Link").flatMap(link -> next(here, link));
    }

    static Optional<URI> next(URI here, String link) {
        Matcher matcher = NEXT.matcher(link);
        return matcher.find() ? Optional.of(here.resolve(matcher.group(1))) : Optional.empty();
    }
}
