package io.remotegpu.saga.runtime;

import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Progress;
import io.remotegpu.saga.Saga;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code sagas}, locked for the rest of the transaction. */
record StoredSaga(
        UUID id,
        String name,
        int version,
        String key,
        String step,
        String state,
        String data,
        int attempts,
        @Nullable String failure,
        int rowVersion) {

    static StoredSaga of(ResultSet row, int rowNumber) throws SQLException {
        return new StoredSaga(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                row.getString("correlation_key"),
                row.getString("step"),
                row.getString("state"),
                row.getString("data"),
                row.getInt("attempts"),
                row.getString("failure"),
                row.getInt("row_version"));
    }

    <D extends Record> Progress<D> progress(Saga<D> saga) {
        return new Progress<>(
                SagaJson.read(saga.dataType(), data),
                Progress.State.of(state),
                step,
                attempts,
                null,
                failure == null ? null : SagaJson.read(Failure.class, failure));
    }
}
