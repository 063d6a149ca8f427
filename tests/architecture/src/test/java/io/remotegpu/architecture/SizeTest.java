package io.remotegpu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class SizeTest {
    private static final int LINES_OF_A_FILE = 200;
    /** 20 is what we aim for; here the build stops. */
    private static final int LINES_OF_A_METHOD = 25;
    /** Files that may be longer, each with its reason. */
    private static final List<String> EXCEPTIONS = List.of();

    @Test
    void filesFitOnAFewScreens() {
        List<String> tooLong = Sources.all().stream()
                .filter(file -> Sources.read(file).lines().count() >= LINES_OF_A_FILE)
                .map(Sources::name)
                .filter(name -> !EXCEPTIONS.contains(name))
                .toList();

        assertThat(tooLong)
                .as("files below %d lines, one idea each", LINES_OF_A_FILE)
                .isEmpty();
    }

    @Test
    void methodsOfTheProductFitIntoOneView() throws IOException {
        assertThat(methodsOver(LINES_OF_A_METHOD))
                .as("bodies of methods up to %d lines, text blocks not counted", LINES_OF_A_METHOD)
                .isEmpty();
    }

    private static List<String> methodsOver(int limit) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = Sources.main();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            List<String> found = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, Trees.instance(task).getSourcePositions(), limit, found).scan(unit, null);
            }
            return found;
        }
    }

    /** Collects methods whose body, without its braces, has more lines than allowed. */
    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int limit;
        private final List<String> found;
        private long textLines;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, int limit, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.limit = limit;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                textLines = 0;
                super.visitMethod(method, nothing);
                long lines = span(method.getBody()) - 1 - textLines;
                if (lines > limit) {
                    found.add(Sources.name(Path.of(unit.getSourceFile().toUri())) + "#" + method.getName() + ": "
                            + lines);
                }
            }
            return null;
        }

        /** SQL stands in sight and is as long as it is. */
        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            textLines += span(literal);
            return null;
        }

        private long span(Tree tree) {
            return line(positions.getEndPosition(unit, tree)) - line(positions.getStartPosition(unit, tree));
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
