package io.remotegpu.identity.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.identity.notifications.NotificationTexts.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NotificationTextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");
    private final NotificationTexts texts = new NotificationTexts();

    @Test
    void hasWordsForEveryKindInBothLanguages() throws IOException {
        for (String file : List.of("/identity-notifications.properties", "/identity-notifications_zh.properties")) {
            Properties words = load(file);
            for (NotificationKind kind : NotificationKind.values()) {
                assertThat(words).containsKeys(kind.wireName() + ".title", kind.wireName() + ".text");
            }
            words.forEach((key, text) -> {
                NotificationKind kind = NotificationKind.of(key.toString().split("\\.")[0]);
                Matcher places = PLACE.matcher(text.toString());
                while (places.find()) {
                    assertThat(Integer.parseInt(places.group(1)))
                            .as(file + " " + key)
                            .isLessThan(kind.arguments().size());
                }
                assertThat(text.toString())
                        .as("an apostrophe would quote what follows")
                        .doesNotContain("'");
            });
        }
        assertThat(load("/identity-notifications.properties").keySet())
                .isEqualTo(load("/identity-notifications_zh.properties").keySet());
    }

    @Test
    void speaksTheReadersLanguageAndTellsVariantsApart() {
        Notice stopped = new Notice(
                NotificationKind.ENVIRONMENT_STOPPED,
                Map.of("environment", "train", "actor", "bob", "variant", "person"));
        assertThat(texts.of(stopped, Locale.ENGLISH))
                .isEqualTo(new Words(
                        "Environment train stopped", "Your environment train was stopped by bob. Its home is kept."));
        assertThat(texts.of(stopped, Locale.forLanguageTag("zh-CN")).title()).isEqualTo("环境 train 已停止");
        assertThat(texts.of(stopped, Locale.FRENCH).title()).isEqualTo("Environment train stopped");
    }

    @Test
    void takesNobodysNameForAPlaceOrALineOfItsOwn() {
        Notice odd = new Notice(
                NotificationKind.ENVIRONMENT_FAILED,
                Map.of("environment", "{1} it's\r\nBcc: all", "reason", "{0}", "variant", "nonsense"));
        assertThat(texts.of(odd, Locale.ENGLISH).title()).isEqualTo("Environment {1} it's Bcc: all failed");
        assertThat(texts.of(odd, Locale.ENGLISH).text()).endsWith(": {0}");
    }

    private static Properties load(String file) throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(NotificationTextsTest.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(reader);
            return words;
        }
    }
}
