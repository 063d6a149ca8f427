package io.remotegpu.gis.connections;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.rendering.DatabaseConnection;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.web.Precondition;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The databases of each user. Another's does not exist for them, administrators included. */
@Service
public class Connections {
    private static final int POSTGRES = 5432;

    private final ConnectionRepository repository;
    private final AddressCheck addresses;
    private final ConnectionProperties properties;
    private final Clock clock;

    Connections(ConnectionRepository repository, AddressCheck addresses, ConnectionProperties properties, Clock clock) {
        this.repository = repository;
        this.addresses = addresses;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Connections with their passwords, for an instance of the owner that is about to be written, by number.
     *
     * @throws PlatformException NOT_FOUND for one that is not the owner's, VALIDATION_FAILED for one whose host now leads where services may not go
     */
    public Map<Long, DatabaseConnection> open(CustomerId owner, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, DatabaseConnection> found =
                repository.open(owner, ids).stream().collect(toUnmodifiableMap(DatabaseConnection::id, each -> each));
        ids.stream().filter(id -> !found.containsKey(id)).findFirst().ifPresent(missing -> {
            throw PlatformException.notFound("database_connection", missing);
        });
        found.values().forEach(each -> addresses.require(each.host()));
        return found;
    }

    /** Names of the owner's connections by number; those that are not theirs are left out. */
    public Map<Long, String> names(CustomerId owner, Collection<Long> ids) {
        return ids.stream()
                .flatMap(id -> repository.find(owner, id).stream())
                .collect(toUnmodifiableMap(Connection::id, Connection::name));
    }

    /** The number of the owner's connection of this name. */
    public Optional<Long> numberOf(CustomerId owner, String name) {
        return repository.numberOf(owner, name);
    }

    Connection show(CustomerId owner, long id) {
        return repository.find(owner, id).orElseThrow(() -> PlatformException.notFound("database_connection", id));
    }

    PageView<Connection> page(CustomerId owner, PageQuery query) {
        return PageView.of(query, repository.page(owner, query), repository.count(owner));
    }

    @Transactional
    Connection create(CustomerId owner, NewConnection wanted) {
        addresses.require(wanted.host());
        requireRoom(owner);
        Instant now = clock.instant();
        Connection connection = new Connection(
                0,
                wanted.name().strip(),
                wanted.host(),
                Objects.requireNonNullElse(wanted.port(), POSTGRES),
                wanted.database(),
                wanted.username(),
                Objects.requireNonNullElse(wanted.sslMode(), "require"),
                now,
                now);
        return unlessTaken(() -> show(owner, repository.insert(owner, connection, wanted.password())));
    }

    @Transactional
    Connection change(CustomerId owner, long id, ConnectionChanges changes, Precondition precondition) {
        Connection before =
                repository.lock(owner, id).orElseThrow(() -> PlatformException.notFound("database_connection", id));
        precondition.require(before);
        Connection after = before.with(changes, clock.instant());
        addresses.require(after.host());
        if (movesElsewhere(before, after) && changes.password() == null) {
            throw FieldError.refuse(
                    "password",
                    "must be given anew when host, port or user changes: the kept one is for another place");
        }
        return unlessTaken(() -> {
            repository.update(after);
            if (changes.password() != null) {
                repository.changePassword(owner, id, changes.password());
            }
            return show(owner, id);
        });
    }

    @Transactional
    void delete(CustomerId owner, long id) {
        Connection unwanted =
                repository.lock(owner, id).orElseThrow(() -> PlatformException.notFound("database_connection", id));
        List<String> users = repository.users(id);
        if (!users.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "services are configured with it; change or delete them first: " + String.join(", ", users),
                    Map.of("status", "in_use", "allowed", List.of("unused"), "services", users));
        }
        repository.delete(unwanted.id());
    }

    private void requireRoom(CustomerId owner) {
        if (repository.count(owner) >= properties.most()) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "you have " + properties.most() + " connections, the most there may be; delete one",
                    Map.of(
                            "resource",
                            "connections",
                            "limit",
                            properties.most(),
                            "used",
                            properties.most(),
                            "requested",
                            1));
        }
    }

    /** Nobody gets at a password by having it sent to a host of their own. */
    private static boolean movesElsewhere(Connection before, Connection after) {
        return !before.host().equals(after.host())
                || before.port() != after.port()
                || !before.username().equals(after.username());
    }

    private static Connection unlessTaken(Supplier<Connection> change) {
        try {
            return change.get();
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "you have a connection of this name already; choose another",
                    Map.of("resource", "database_connection"));
        }
    }
}
