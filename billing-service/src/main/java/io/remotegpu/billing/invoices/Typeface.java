package io.remotegpu.billing.invoices;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/** Latin letters from the font that every reader of PDF has, Chinese ones from a font that travels with the page. */
final class Typeface {
    private static final String CHINESE = "/billing/fonts/DroidSansFallback-GB2312.ttf";

    private final BaseFont latin;
    private final BaseFont chinese;

    private Typeface(BaseFont latin, BaseFont chinese) {
        this.latin = latin;
        this.chinese = chinese;
    }

    /** For one page: what the page embeds is collected in it. */
    static Typeface load() {
        try (InputStream font = Objects.requireNonNull(Typeface.class.getResourceAsStream(CHINESE), CHINESE)) {
            return new Typeface(
                    BaseFont.createFont(BaseFont.HELVETICA, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED),
                    BaseFont.createFont(
                            "chinese.ttf",
                            BaseFont.IDENTITY_H,
                            BaseFont.EMBEDDED,
                            BaseFont.NOT_CACHED,
                            font.readAllBytes(),
                            null));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the font of invoices", unreadable);
        }
    }

    /** @param size in points */
    Phrase text(String text, float size, Color color) {
        FontSelector fonts = new FontSelector();
        fonts.addFont(new Font(latin, size, Font.NORMAL, color));
        fonts.addFont(new Font(chinese, size, Font.NORMAL, color));
        return fonts.process(text);
    }
}
