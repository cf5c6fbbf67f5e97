// Prints the models and prices of the providers that Toktra reads, as the npm package @pydantic/genai-prices has them.
// Usage: node extract.cjs <unpacked package> > genai.json
const path = require('path');
const genai = require(path.resolve(process.argv[2], 'dist/index.cjs'));
const wanted = ['openai', 'anthropic', 'azure', 'google'];
const providers = {};
for (const id of wanted) {
  const provider = genai.findProvider({ providerId: id });
  providers[id] = {
    fallback: provider.fallback_model_providers || [],
    models: provider.models.map(({ id, match, prices }) => ({ id, match, prices })),
  };
}
console.log(JSON.stringify({ version: require(path.resolve(process.argv[2], 'package.json')).version, providers }));
