package io.remotegpu.gis.provisioning;

/** An instance did not do what it was told. The message is for its owner and names no secret. */
final class InstanceRefusal extends RuntimeException {
    InstanceRefusal(String message) {
        super(message);
    }
}
