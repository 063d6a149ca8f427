package io.remotegpu.standalone;

/** What the local agent is told: the runtime's name, and how many GPUs to simulate (0: see what the machine has). */
record AgentOptions(String runtime, int simulatedGpus) {}
