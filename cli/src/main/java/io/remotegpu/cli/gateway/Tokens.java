package io.remotegpu.cli.gateway;

import java.util.Optional;

/** Where access tokens come from. */
public interface Tokens {
    /** Empty when nobody is logged in. */
    Optional<String> current();

    /** One to use instead of {@code refused}; empty when there is none and a person must log in again. */
    Optional<String> renewed(String refused);

    /** Nobody is logged in: enough to sign up and to log in. */
    static Tokens none() {
        return new Fixed(Optional.empty());
    }

    /** A token someone made for a purpose; it is never renewed. */
    static Tokens given(String token) {
        return new Fixed(Optional.of(token));
    }

    /** A token that stays as it is. */
    record Fixed(Optional<String> current) implements Tokens {
        @Override
        public Optional<String> renewed(String refused) {
            return Optional.empty();
        }
    }
}
