package io.remotegpu.identity.notifications.preferences;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.Channel;
import io.remotegpu.identity.notifications.NotificationKind;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications")
@RequestMapping("/api/v1/notifications/preferences")
class PreferencesController {
    private final Preferences preferences;
    private final TransactionTemplate transaction;

    PreferencesController(Preferences preferences, TransactionTemplate transaction) {
        this.preferences = preferences;
        this.transaction = transaction;
    }

    @Operation(summary = "Which notifications you get where, and in which language")
    @GetMapping
    ApiResponse<PreferencesView> get(Caller caller) {
        return ApiResponse.of(view(caller.id()));
    }

    @Operation(
            summary =
                    "Choose which notifications you get where; what you do not name is as it was for everybody at first")
    @PutMapping
    ApiResponse<PreferencesView> put(Caller caller, @Valid @RequestBody NewPreferences body) {
        Map<NotificationKind, Map<Channel, Boolean>> chosen = body.chosen();
        transaction.executeWithoutResult(status -> preferences.replace(caller.id(), body.language(), chosen));
        return ApiResponse.of(view(caller.id()));
    }

    private PreferencesView view(CustomerId customer) {
        Map<String, Channels> kinds = new LinkedHashMap<>();
        preferences.all(customer).forEach((kind, channels) -> kinds.put(kind.wireName(), Channels.of(channels)));
        return new PreferencesView(preferences.language(customer).orElse(null), kinds);
    }

    /** @param language null for the language of each request */
    record PreferencesView(@Nullable String language, Map<String, Channels> kinds) {}

    record Channels(boolean inApp, boolean mail, boolean webhook) {
        static Channels of(Map<Channel, Boolean> channels) {
            return new Channels(
                    Boolean.TRUE.equals(channels.get(Channel.IN_APP)),
                    Boolean.TRUE.equals(channels.get(Channel.MAIL)),
                    Boolean.TRUE.equals(channels.get(Channel.WEBHOOK)));
        }
    }

    /** @param kinds by kind; a channel that is not named is as it was for everybody at first */
    record NewPreferences(
            @Nullable @Pattern(regexp = "en|zh-CN", message = "must be en or zh-CN")
            String language,

            @NotNull @Size(max = 100) Map<String, @NotNull Choice> kinds) {
        private static final Map<String, NotificationKind> KINDS = Arrays.stream(NotificationKind.values())
                .collect(Collectors.toUnmodifiableMap(NotificationKind::wireName, Function.identity()));

        Map<NotificationKind, Map<Channel, Boolean>> chosen() {
            Map<NotificationKind, Map<Channel, Boolean>> chosen = new EnumMap<>(NotificationKind.class);
            kinds.forEach((name, choice) -> {
                NotificationKind kind = KINDS.get(name);
                if (kind == null) {
                    throw FieldError.refuse(
                            "kinds",
                            "has one that does not exist; there are "
                                    + String.join(
                                            ", ",
                                            Stream.of(NotificationKind.values())
                                                    .map(NotificationKind::wireName)
                                                    .toList()));
                }
                chosen.put(kind, choice.byChannel());
            });
            return chosen;
        }
    }

    record Choice(
            @Nullable Boolean inApp,
            @Nullable Boolean mail,
            @Nullable Boolean webhook) {
        Map<Channel, Boolean> byChannel() {
            Map<Channel, Boolean> chosen = new EnumMap<>(Channel.class);
            put(chosen, Channel.IN_APP, inApp);
            put(chosen, Channel.MAIL, mail);
            put(chosen, Channel.WEBHOOK, webhook);
            return chosen;
        }

        private static void put(Map<Channel, Boolean> chosen, Channel channel, @Nullable Boolean enabled) {
            if (enabled != null) {
                chosen.put(channel, enabled);
            }
        }
    }
}
