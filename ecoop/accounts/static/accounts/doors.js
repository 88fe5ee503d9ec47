// Doors of the house: showing a password while one types it, and passkeys.
for (const box of document.querySelectorAll("input[data-password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = box.dataset.show;
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-controls", box.id);
  button.addEventListener("click", () => {
    const shown = box.type === "password";
    box.type = shown ? "text" : "password";
    button.textContent = shown ? box.dataset.hide : box.dataset.show;
    button.setAttribute("aria-pressed", String(shown));
    box.focus();
  });
  box.form?.addEventListener("submit", () => { box.type = "password"; });
  box.after(button);
}

// WebAuthn speaks in bytes, JSON in base64url.
const toBytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const readable = (options) => {
  const key = { ...options.publicKey, challenge: toBytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: toBytes(key.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return key;
};

const plain = (credential) => {
  const { response } = credential;
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) answer[part] = toText(response[part]);
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: answer,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

const optionsFor = async (form) => {
  if (form.dataset.given) return JSON.parse(document.getElementById(form.dataset.given).textContent);
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    try {
      const publicKey = readable(await optionsFor(form));
      if (form.dataset.passkey === "create" && form.elements.passwordless) {
        const wanted = form.elements.passwordless.checked;
        publicKey.authenticatorSelection = {
          ...publicKey.authenticatorSelection,
          residentKey: wanted ? "required" : "discouraged",
          requireResidentKey: wanted,
          ...(wanted ? { userVerification: "required" } : {}),
        };
      }
      const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.credential.value = JSON.stringify(plain(made));
      form.requestSubmit();
    } catch {
      const line = form.querySelector("[role=alert]") ?? form.appendChild(document.createElement("p"));
      line.setAttribute("role", "alert");
      line.textContent = form.dataset.failed;
    }
  }, { capture: true });
}
