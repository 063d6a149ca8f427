package io.remotegpu.web.error;

import io.remotegpu.contracts.error.PlatformException;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words for an error. English is the exception's own, which is the most specific; other languages say what the code means. */
final class ErrorMessages {
    private final ResourceBundleMessageSource bundle = new ResourceBundleMessageSource();

    ErrorMessages() {
        bundle.setBasename("remotegpu-errors");
        bundle.setDefaultEncoding("UTF-8");
        bundle.setFallbackToSystemLocale(false);
        bundle.setUseCodeAsDefaultMessage(true);
    }

    String of(PlatformException refusal, Locale locale) {
        String own = refusal.getMessage();
        boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
        return english && own != null ? own : bundle.getMessage(refusal.code().wireName(), null, locale);
    }
}
