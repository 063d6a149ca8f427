package io.remotegpu.gis.services;

/** Whoever makes what runs follow what is configured. Called in the transaction of the change, so that both hold or neither. */
public interface ServiceActions {
    /** It exists now; {@code autoStart} says that its owner wants it to run. */
    void created(long service, boolean autoStart);

    /** Its configuration changed. @param restart whether what runs has to be restarted to follow it */
    void changed(long service, boolean restart);

    /** Its owner wants it gone. Whoever acts on it says so by {@link ServiceRemoval#finish} when nothing of it is left. */
    void deleted(long service, boolean keepData);

    /** Nothing of it is left but its log. */
    default void gone(long service) {}
}
