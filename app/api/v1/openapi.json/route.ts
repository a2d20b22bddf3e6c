import { openApiDocument } from '@/lib/schemas/api/openapi';
import packageJson from '@/package.json';

export function GET(): Response {
  return Response.json(openApiDocument(packageJson.version));
}
