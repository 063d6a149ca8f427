package io.remotegpu.gis.datafiles;

/** A file is not what its name says; the message is for its owner. */
final class RefusedContent extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 400;

    /** @param problem may quote the file: it is cut, and its control characters are taken out */
    RefusedContent(String problem) {
        super(plain(problem));
    }

    private static String plain(String problem) {
        String cut = problem.length() > LONGEST ? problem.substring(0, LONGEST) + "…" : problem;
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
