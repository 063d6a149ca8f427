package io.remotegpu.identity.signing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the keys fresh. Each replica looks every minute; whoever comes first makes the next key, and all of them read it. */
@Component
class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final SigningKeyStore store;
    private final SigningKeys keys;

    KeyRotation(SigningKeyStore store, SigningKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void rotate() {
        if (store.rotate()) {
            LOG.info("The signing keys were rotated");
        }
        int anew = store.encryptAnew();
        if (anew > 0) {
            LOG.info(
                    "{} signing keys were encrypted anew; no stored key needs the former encryption key any more",
                    anew);
        }
        keys.reload();
    }
}
