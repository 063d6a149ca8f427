package io.remotegpu.identity.signing;

import com.nimbusds.jose.jwk.ECKey;

/** A key pair of the database that is not retired. */
record StoredKey(ECKey key, KeyAge age) {
    @Override
    public String toString() {
        return "StoredKey " + age.id();
    }
}
