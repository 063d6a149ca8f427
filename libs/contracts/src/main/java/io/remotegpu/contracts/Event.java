package io.remotegpu.contracts;

/** A fact. It is past tense, it happened, nobody can refuse it. */
public sealed interface Event extends Message
        permits IdentityEvent,
                WorkspaceEvent,
                QuotaEvent,
                EnvironmentEvent,
                SchedulerEvent,
                FleetEvent,
                EnrollmentEvent,
                HostKey,
                NodeEvent,
                TelemetryEvent,
                BillingEvent,
                GisEvent,
                GisRoute,
                GisApiKey,
                GisTraffic,
                UnknownEvent {}
