package io.remotegpu.gis.descriptors;

/** A type of service, ready to be used. */
public record ServiceType(Descriptor descriptor, ConfigurationSchema schema) {
    /** Such as {@code martin}. */
    public String name() {
        return descriptor.type();
    }
}
