package io.remotegpu.identity.notifications.preferences;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.Channel;
import io.remotegpu.identity.notifications.ChannelChoice;
import io.remotegpu.identity.notifications.Languages;
import io.remotegpu.identity.notifications.NotificationKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people chose. What they did not choose is as the kind has it, also for kinds that come later. */
@Repository
class Preferences implements ChannelChoice, Languages {
    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Chosen(String kind, Channel channel, boolean enabled) {}

    @Override
    public Set<Channel> channels(CustomerId customer, NotificationKind kind) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        Map<Channel, Boolean> chosen = all(customer).get(kind);
        Arrays.stream(Channel.values())
                .filter(channel -> chosen != null && Boolean.TRUE.equals(chosen.get(channel)))
                .forEach(channels::add);
        return channels;
    }

    @Override
    public Optional<Locale> chosen(CustomerId customer) {
        return language(customer).map(Locale::forLanguageTag);
    }

    /** As it is written: {@code en} or {@code zh-CN}. */
    Optional<String> language(CustomerId customer) {
        return jdbc.sql(
                        "select language from notification_settings where customer_id = :customer and language is not null")
                .param("customer", customer.value())
                .query(String.class)
                .optional();
    }

    /** Every kind and channel, chosen or not. */
    Map<NotificationKind, Map<Channel, Boolean>> all(CustomerId customer) {
        Map<NotificationKind, Map<Channel, Boolean>> all = new EnumMap<>(NotificationKind.class);
        for (NotificationKind kind : NotificationKind.values()) {
            Map<Channel, Boolean> channels = new EnumMap<>(Channel.class);
            Arrays.stream(Channel.values()).forEach(channel -> channels.put(channel, kind.isDefault(channel)));
            all.put(kind, channels);
        }
        jdbc.sql("select kind, channel, enabled from notification_preferences where customer_id = :customer")
                .param("customer", customer.value())
                .query((row, number) -> new Chosen(
                        row.getString("kind"), Channel.of(row.getString("channel")), row.getBoolean("enabled")))
                .list()
                .forEach(chosen -> Optional.ofNullable(all.get(NotificationKind.of(chosen.kind())))
                        .ifPresent(channels -> channels.put(chosen.channel(), chosen.enabled())));
        return all;
    }

    /** In place of whatever was chosen before. Belongs into a transaction. */
    void replace(CustomerId customer, @Nullable String language, Map<NotificationKind, Map<Channel, Boolean>> chosen) {
        jdbc.sql("""
                insert into notification_settings (customer_id, language) values (:customer, :language)
                on conflict (customer_id) do update set language = excluded.language
                """)
                .param("customer", customer.value())
                .param("language", language)
                .update();
        jdbc.sql("delete from notification_preferences where customer_id = :customer")
                .param("customer", customer.value())
                .update();
        chosen.forEach(
                (kind, channels) -> channels.forEach((channel, enabled) -> insert(customer, kind, channel, enabled)));
    }

    private void insert(CustomerId customer, NotificationKind kind, Channel channel, boolean enabled) {
        jdbc.sql("""
                insert into notification_preferences (customer_id, kind, channel, enabled)
                values (:customer, :kind, :channel, :enabled)
                """)
                .param("customer", customer.value())
                .param("kind", kind.wireName())
                .param("channel", channel.wireName())
                .param("enabled", enabled)
                .update();
    }
}
