package io.remotegpu.gateway.gis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                "Multipart/Related",
                "text/xml; charset=UTF-16",
                "text/xml; charset=utf-8; charset=UTF-7",
                "text/xml; charset=utf-80",
                "text/xml;CharSet = IBM037",
                "text/xml; charset*=utf-16''x",
                "text/xml; charset"
            })
    void cannotReadPartsAndOtherEncodings(String type) {
        assertThat(ContentTypes.areUnreadable(List.of(type))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "text/xml; charset=utf-8",
                "application/xml;charset=\"ISO-8859-1\"; x=y",
                "application/x-www-form-urlencoded; charset=UTF-8"
            })
    void readsWhatKeepsLettersOfAscii(String type) {
        assertThat(ContentTypes.areUnreadable(List.of(type))).isFalse();
    }

    @Test
    void believesNoTwoTypes() {
        assertThat(ContentTypes.areUnreadable(List.of("text/xml", "text/xml"))).isTrue();
        assertThat(ContentTypes.areUnreadable(List.of())).isFalse();
    }

    @Test
    void knowsForms() {
        assertThat(ContentTypes.areForms(List.of("Application/X-WWW-Form-UrlEncoded; charset=utf-8")))
                .isTrue();
        assertThat(ContentTypes.areForms(List.of("text/xml"))).isFalse();
    }
}
