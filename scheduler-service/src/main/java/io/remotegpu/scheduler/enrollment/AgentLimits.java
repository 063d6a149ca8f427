package io.remotegpu.scheduler.enrollment;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.springframework.util.unit.DataSize;

/** How much of Kafka one host may take. Brokers let whoever takes more wait; they drop nothing. */
record AgentLimits(DataSize written) {
    private static final String WRITTEN = "producer_byte_rate";
    private static final String BROKER_TIME = "request_percentage";
    /** Of one thread of a broker, for answering requests. */
    private static final double BROKER_PERCENT = 25;

    ClientQuotaAlteration of(String user) {
        return new ClientQuotaAlteration(
                entity(user),
                List.of(new Op(WRITTEN, (double) written.toBytes()), new Op(BROKER_TIME, BROKER_PERCENT)));
    }

    static ClientQuotaAlteration none(String user) {
        return new ClientQuotaAlteration(entity(user), List.of(new Op(WRITTEN, null), new Op(BROKER_TIME, null)));
    }

    private static ClientQuotaEntity entity(String user) {
        return new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user));
    }
}
