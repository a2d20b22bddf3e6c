import { openApiDocument } from '@/lib/schemas/api/openapi';
import { ApiProblem } from '@/lib/schemas/api/problem';
import packageJson from '@/package.json';
import { problemResponse } from '../handle';

export function GET(): Response {
  return Response.json(openApiDocument(packageJson.version));
}

function refused(): Response {
  return problemResponse(new ApiProblem(405, 'This path answers GET.', { allow: 'GET' }));
}

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
