package io.remotegpu.identity.mail;

/**
 * One mail to one person.
 *
 * @param to the address
 * @param subject one line; what could begin another header line is refused
 * @param text plain text
 */
public record Mail(String to, String subject, String text) {
    public Mail {
        if (hasLineBreak(to) || hasLineBreak(subject)) {
            throw new IllegalArgumentException("an address and a subject are one line each");
        }
    }

    private static boolean hasLineBreak(String header) {
        return header.chars().anyMatch(c -> c == '\r' || c == '\n');
    }

    /** Without the text, which may hold a secret. */
    @Override
    public String toString() {
        return "Mail to " + to + ": " + subject;
    }
}
