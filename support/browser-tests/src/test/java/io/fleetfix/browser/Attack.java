package io.fleetfix.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What the script of a page does. */
final class Attack {
  private static final String FETCH =
      """
      async requests => Promise.all(requests.map(async request => {
        try {
          const answer = await fetch(request.url, {
            method: request.method, mode: request.mode, headers: request.headers,
            body: request.body, signal: AbortSignal.timeout(20000)
          });
          return `${answer.type} ${answer.status} ${await answer.text()}`;
        } catch (failure) {
          return `nothing ${failure}`;
        }
      }))
      """;

  private static final String SUBMIT =
      """
      async forms => { for (const one of forms) await new Promise(done => {
        const frame = document.createElement('iframe');
        frame.name = 'frame' + Math.random();
        document.body.append(frame);
        const form = document.createElement('form');
        Object.assign(form, {
          action: one.url, method: one.method, enctype: one.enctype, target: frame.name});
        for (const [name, value] of Object.entries(one.fields)) {
          const field = document.createElement('textarea');
          Object.assign(field, {name, value});
          form.append(field);
        }
        document.body.append(form);
        frame.onload = done;
        setTimeout(done, 3000);
        form.submit();
      })}
      """;

  private Attack() {}

  /**
   * A request of a script.
   *
   * @param mode {@code cors}, or {@code no-cors}, with which a page sends without asking, and can't
   *     read the answer
   */
  record Fetch(String url, String method, String mode, Map<String, String> headers, String body) {
    private Map<String, Object> argument() {
      return method.equals("GET")
          ? Map.of("url", url, "method", method, "mode", mode, "headers", headers)
          : Map.of("url", url, "method", method, "mode", mode, "headers", headers, "body", body);
    }
  }

  /** A form that is sent without a click. */
  record Form(String url, String enctype, Map<String, String> fields) {
    private Map<String, Object> argument() {
      return Map.of("url", url, "method", "post", "enctype", enctype, "fields", fields);
    }
  }

  /** What the page can read of each answer: type, status and text, or that there is nothing. */
  static List<String> fetch(Page page, List<Fetch> requests) {
    Object answers = page.evaluate(FETCH, requests.stream().map(Fetch::argument).toList());
    return ((List<?>) answers).stream().map(String::valueOf).toList();
  }

  /** Sends all forms, one after the other, and waits for the answers. */
  static void submit(Page page, List<Form> forms) {
    page.evaluate(SUBMIT, forms.stream().map(Form::argument).toList());
  }
}
