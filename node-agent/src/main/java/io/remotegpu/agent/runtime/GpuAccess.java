package io.remotegpu.agent.runtime;

import java.util.Set;

/** Whether what runs in a container reaches the GPUs that it was given, asked inside it. What is answered there is in its owner's hands. */
@FunctionalInterface
public interface GpuAccess {
    /** Where this host cannot ask. */
    GpuAccess UNASKED = container -> new Answer.Untold("this runtime cannot be asked");

    /** Returns within seconds, whatever hangs in the container. */
    Answer of(String containerId);

    /** The others run no more. */
    default void forgetAllBut(Set<String> containers) {}

    sealed interface Answer {
        /** The driver answers in it. */
        record Granted() implements Answer {}

        /** The driver refuses in it; {@code words} are its own. */
        record Denied(String words) implements Answer {}

        /** Nothing can be concluded, such as from an image without the means to ask. */
        record Untold(String why) implements Answer {}
    }
}
