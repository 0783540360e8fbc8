package io.fleetfix.architecture.files;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads each {@code @Attack} of a source file, as the compiler parses it. */
final class DeclaredAttacks extends TreeScanner<Void, String> {
  private final List<Declared> found = new ArrayList<>();

  /**
   * An attack, and the test that declares it.
   *
   * @param method of the test
   * @param annotations the test's other annotations, by their simple names
   */
  record Declared(AttackRow row, MethodTree method, List<String> annotations) {}

  private DeclaredAttacks() {}

  /** In the order of these files, and within each in the order of its lines. */
  static List<Declared> in(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DeclaredAttacks attacks = new DeclaredAttacks();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      task.parse().forEach(file -> attacks.scan(file, ""));
    }
    return attacks.found;
  }

  @Override
  public Void visitClass(ClassTree type, String outer) {
    return super.visitClass(type, outer.isEmpty() ? type.getSimpleName().toString() : outer);
  }

  @Override
  public Void visitMethod(MethodTree method, String type) {
    List<? extends AnnotationTree> all = method.getModifiers().getAnnotations();
    List<String> names = all.stream().map(DeclaredAttacks::name).toList();
    all.stream()
        .filter(annotation -> name(annotation).equals("Attack"))
        .map(annotation -> row(annotation, type + "." + method.getName()))
        .forEach(row -> found.add(new Declared(row, method, names)));
    return super.visitMethod(method, type);
  }

  private static String name(AnnotationTree annotation) {
    return annotation.getAnnotationType().toString().replaceAll(".*\\.", "");
  }

  private static AttackRow row(AnnotationTree annotation, String test) {
    Map<String, ExpressionTree> values =
        annotation.getArguments().stream()
            .map(AssignmentTree.class::cast)
            .collect(
                Collectors.toMap(
                    each -> each.getVariable().toString(), AssignmentTree::getExpression));
    Function<String, ExpressionTree> value = name -> Objects.requireNonNull(values.get(name), test);
    MemberSelectTree kind = (MemberSelectTree) value.apply("kind");
    return new AttackRow(
        kind.getIdentifier().toString(),
        text(value.apply("sends")),
        text(value.apply("answer")),
        List.of(new AttackRow.Shown(test, cases(values.get("cases")))));
  }

  private static List<String> cases(@Nullable ExpressionTree given) {
    return switch (given) {
      case null -> List.of();
      case NewArrayTree several ->
          several.getInitializers().stream().map(DeclaredAttacks::text).toList();
      default -> List.of(text(given));
    };
  }

  private static String text(ExpressionTree value) {
    return switch (value) {
      case LiteralTree literal -> literal.getValue().toString();
      case BinaryTree sum -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
      default -> throw new IllegalArgumentException("Neither a text nor a sum of texts: " + value);
    };
  }
}
